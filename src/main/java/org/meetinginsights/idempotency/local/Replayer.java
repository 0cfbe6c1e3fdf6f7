package org.meetinginsights.idempotency.local;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.Records;
import org.meetinginsights.idempotency.store.StandingRecord;

/**
 * Brings one thing of this node to the shared store. The first writer wins there, as everywhere. But a refresh replaces what was
 * made before it was requested, under a claim like any refresh, so that nothing newer gives way to it; and a record of a result
 * takes the place of a reservation of the same request, which would not last. Thread-safe.
 */
final class Replayer {

    private final LocalRecords local;
    private final Claims claims;
    private final Records records;
    private final Clock clock;

    /** @param claims of the shared store, as its records */
    Replayer(LocalRecords local, Claims claims, Records records, Clock clock) {
        this.local = local;
        this.claims = claims;
        this.records = records;
        this.clock = clock;
    }

    /** @return what is the stored one from now on; nothing while another request has the claim, and may be making a newer one */
    CompletionStage<Optional<Envelope>> bring(StoreKey key, Envelope ours, boolean refresh) {
        return refresh
                ? claims.claim(key, clock.instant().plus(Claims.LEASE))
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
                claims.release(granted.claim());
            }
        });
    }

    private CompletionStage<Optional<Envelope>> complete(Claim claim, Envelope ours, boolean replace) {
        return claims.complete(claim, ours, replace)
                .thenApply(completion ->
                        Optional.of(completion instanceof Completion.Preceded preceded ? preceded.winner() : ours));
    }

    CompletionStage<Void> bring(RecordKey key) {
        return local.find(key)
                .thenCompose(record ->
                        record.map(mine -> bring(key, mine)).orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    private CompletionStage<Void> bring(RecordKey key, IdempotencyRecord mine) {
        CompletionStage<StandingRecord> decided =
                mine.isReserved() ? records.put(key, mine) : records.replace(key, mine, mine);
        return decided.thenCompose(theirs -> local.replace(key, mine, theirs.standing()))
                .thenAccept(kept -> {});
    }
}
