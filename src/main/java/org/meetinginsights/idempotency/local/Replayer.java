package org.meetinginsights.idempotency.local;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.PointerKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.KeyPointer;
import org.meetinginsights.idempotency.store.Pointed;
import org.meetinginsights.idempotency.store.ResultStore;

/**
 * Brings one thing of this node to the shared store. The first writer wins there, as everywhere. But a refresh replaces what was
 * made before it was requested, under a claim like any refresh, so that nothing newer gives way to it; and a pointer to a result
 * takes the place of a reservation of the same request, which would not last. Thread-safe.
 */
final class Replayer {

    private final LocalResultStore local;
    private final ResultStore shared;
    private final Clock clock;

    Replayer(LocalResultStore local, ResultStore shared, Clock clock) {
        this.local = local;
        this.shared = shared;
        this.clock = clock;
    }

    /** @return what is the stored one from now on; nothing while another request has the claim, and may be making a newer one */
    CompletionStage<Optional<Envelope>> bring(StoreKey key, Envelope ours, boolean refresh) {
        return refresh
                ? shared.claim(key, clock.instant().plus(ResultStore.LEASE))
                        .thenCompose(attempt -> attempt instanceof ClaimAttempt.Granted granted
                                ? replace(granted, ours)
                                : CompletableFuture.completedFuture(Optional.empty()))
                : complete(Claim.nobodys(key), ours, false);
    }

    private CompletionStage<Optional<Envelope>> replace(ClaimAttempt.Granted granted, Envelope ours) {
        boolean replaces = granted.lookup() instanceof Lookup.Fresh theirs
                && theirs.envelope().createdAt().isBefore(ours.requestedAt());
        return complete(granted.claim(), ours, replaces).whenComplete((stored, away) -> {
            if (away != null) {
                shared.release(granted.claim());
            }
        });
    }

    private CompletionStage<Optional<Envelope>> complete(Claim claim, Envelope ours, boolean replace) {
        return shared.complete(claim, ours, replace)
                .thenApply(completion ->
                        Optional.of(completion instanceof Completion.Preceded preceded ? preceded.winner() : ours));
    }

    CompletionStage<Void> bring(PointerKey key) {
        return local.pointer(key)
                .thenCompose(pointer ->
                        pointer.map(mine -> bring(key, mine)).orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    private CompletionStage<Void> bring(PointerKey key, KeyPointer mine) {
        CompletionStage<Pointed> decided =
                mine.isReserved() ? shared.point(key, mine) : shared.repoint(key, mine, mine);
        return decided.thenCompose(theirs -> local.repoint(key, mine, theirs.standing()))
                .thenAccept(kept -> {});
    }
}
