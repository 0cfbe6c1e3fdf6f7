package org.meetinginsights.idempotency.hazelcast;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;
import org.meetinginsights.idempotency.hazelcast.erasure.ClusterErasure;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.idempotency.store.StoreTimeouts;

/**
 * Claims that all nodes see. A claim whose member this node has seen leaving is nobody's: it is taken over at once and not
 * when its lease ends. Thread-safe.
 */
final class SharedClaims implements Claims {

    private final HazelcastLink link;
    private final StoreMaps maps;
    private final StoreCalls calls;
    private final StoreTimeouts timeouts;
    private final ClusterErasure erasure;
    private final SharedResults results;
    private final FirstWriterWins firstWriterWins;

    /** @param erasure has to know what was erased before anything is taken */
    SharedClaims(
            HazelcastLink link,
            StoreMaps maps,
            StoreCalls calls,
            ClusterErasure erasure,
            SharedResults results,
            FirstWriterWins firstWriterWins) {
        this.link = link;
        this.maps = maps;
        this.calls = calls;
        this.timeouts = calls.timeouts();
        this.erasure = erasure;
        this.results = results;
        this.firstWriterWins = firstWriterWins;
    }

    @Override
    public CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        Claim wanted = new Claim(key, maps.localMemberId(), UUID.randomUUID().toString(), 0, deadline, link.backend());
        long begun = System.nanoTime();
        return new ClaimRequest(wanted, link, maps, calls)
                .ask()
                .thenCompose(holder -> holder.isPresent()
                        ? calls.lookups().answered(new ClaimAttempt.Held(holder.get()))
                        : results.find(key, leftSince(begun))
                                .exceptionally(away -> Lookup.ABSENT)
                                .thenApply(lookup -> new ClaimAttempt.Granted(wanted, lookup)));
    }

    /** Of the time for a claim with the look after it. */
    private Duration leftSince(long begun) {
        Duration left = timeouts.claim().minusNanos(System.nanoTime() - begun);
        return left.compareTo(timeouts.lookup()) < 0 ? timeouts.lookup() : left;
    }

    /** The answer may be waiting for the last renewal, so it has no more time than a write. A late one renews all the same. */
    @Override
    public CompletionStage<Claim> renew(Claim claim) {
        return calls.holders().blocking(timeouts.write(), () -> standing(claim).renew());
    }

    @Override
    public CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace) {
        return calls.holders()
                .answer(
                        timeouts.write(),
                        () -> erasure.known()
                                .thenCompose(known -> calls.holders()
                                        .blocking(timeouts.write(), () -> completeNow(claim, envelope, replace))));
    }

    private Completion completeNow(Claim claim, Envelope envelope, boolean replace) {
        StoredClaim standing = standing(claim);
        Completion completion = firstWriterWins.store(claim.key(), envelope, () -> replace && standing.isHeld());
        standing.end();
        return completion;
    }

    /**
     * The outcome first: whoever sees the claim gone finds it there. But it may lie with another member than the claim, and one
     * that is frozen must not have those wait who come later.
     */
    @Override
    public CompletionStage<Void> fail(Claim claim, Failure failure) {
        CompletionStage<Void> told = calls.holders()
                .answer(
                        timeouts.write(),
                        () -> maps.outcomes()
                                .setAsync(
                                        claim.nonce(),
                                        FailureText.write(failure),
                                        Claims.OUTCOME_LIFE.toSeconds(),
                                        TimeUnit.SECONDS));
        return told.exceptionally(away -> null)
                .thenCompose(goOn -> release(claim))
                .thenCompose(ended -> told);
    }

    @Override
    public CompletionStage<Void> release(Claim claim) {
        return calls.holders().run(timeouts.write(), () -> standing(claim).end());
    }

    private StoredClaim standing(Claim claim) {
        return new StoredClaim(maps.claims(), claim);
    }

    @Override
    public CompletionStage<ClaimState> inspect(Claim met) {
        return isRunning(met)
                .thenCompose(running -> running
                        ? calls.lookups().answered(ClaimState.RUNNING)
                        : calls.lookups()
                                .answer(timeouts.lookup(), () -> maps.outcomes().getAsync(met.nonce()))
                                .thenApply(SharedClaims::leftBehind));
    }

    private static ClaimState leftBehind(String outcome) {
        return Optional.ofNullable(outcome)
                .flatMap(FailureText::read)
                .<ClaimState>map(ClaimState.Failed::new)
                .orElse(ClaimState.GONE);
    }

    /** Whether the claim that was met still stands, renewed or not. */
    private CompletionStage<Boolean> isRunning(Claim met) {
        return holder(met.key())
                .thenApply(holder -> holder.filter(met::sameHolderAs).isPresent());
    }

    @Override
    public CompletionStage<Optional<Claim>> holder(StoreKey key) {
        return calls.lookups()
                .answer(timeouts.lookup(), () -> maps.claims().getAsync(key.text()))
                .thenApply(token -> Optional.ofNullable(token)
                        .flatMap(standing -> Claim.parse(key, standing, link.backend()))
                        .filter(holder -> !link.hasLeft(holder.member())));
    }
}
