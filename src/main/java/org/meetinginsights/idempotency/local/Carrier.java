package org.meetinginsights.idempotency.local;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.Backend;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.ClaimAttempt;
import org.meetinginsights.idempotency.Completion;
import org.meetinginsights.idempotency.Envelope;
import org.meetinginsights.idempotency.Lookup;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreKey;

/**
 * Brings one result of this node to the shared store. The first writer wins there, as everywhere. But a refresh replaces what
 * was made before it was requested, under a claim like any refresh, so that nothing newer gives way to it.
 *
 * @param shared the shared store
 * @param clock of this node
 */
record Carrier(ResultStore shared, Clock clock) {

    /** @return what is the stored one from now on; nothing while another request has the claim, and may be making a newer one */
    CompletionStage<Optional<Envelope>> bring(StoreKey key, Envelope ours, boolean refresh) {
        return refresh
                ? shared.claim(key, clock.instant().plus(ResultStore.LEASE))
                        .thenCompose(attempt -> attempt instanceof ClaimAttempt.Granted granted
                                ? replace(granted.claim(), ours)
                                : CompletableFuture.completedFuture(Optional.empty()))
                : complete(nobodys(key), ours, false);
    }

    private CompletionStage<Optional<Envelope>> replace(Claim claim, Envelope ours) {
        return shared.find(claim.key())
                .thenCompose(theirs -> complete(claim, ours, isFromBefore(theirs, ours)))
                .whenComplete((stored, away) -> {
                    if (away != null) {
                        shared.release(claim);
                    }
                });
    }

    private static boolean isFromBefore(Lookup theirs, Envelope ours) {
        return theirs instanceof Lookup.Fresh fresh
                && fresh.envelope().createdAt().isBefore(ours.requestedAt());
    }

    private CompletionStage<Optional<Envelope>> complete(Claim claim, Envelope ours, boolean replace) {
        return shared.complete(claim, ours, replace)
                .thenApply(completion ->
                        Optional.of(completion instanceof Completion.Preceded preceded ? preceded.winner() : ours));
    }

    private Claim nobodys(StoreKey key) {
        return new Claim(key, "", "", 0, Instant.EPOCH, Backend.MEMORY);
    }
}
