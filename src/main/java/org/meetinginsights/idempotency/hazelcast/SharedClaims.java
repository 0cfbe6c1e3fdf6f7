package org.meetinginsights.idempotency.hazelcast;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.hazelcast.connection.BoundedCalls;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.StoreTimeouts;

/**
 * Claims that all nodes see. A claim whose member this node has seen leaving is nobody's: it is taken over at once and not
 * when its lease ends. Thread-safe.
 */
final class SharedClaims {

    private final HazelcastLink link;
    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final BoundedCalls holdersCalls;
    private final StoreTimeouts timeouts;

    /** @param holdersCalls of those who hold a claim */
    SharedClaims(
            HazelcastLink link, StoreMaps maps, BoundedCalls calls, BoundedCalls holdersCalls, StoreTimeouts timeouts) {
        this.link = link;
        this.maps = maps;
        this.calls = calls;
        this.holdersCalls = holdersCalls;
        this.timeouts = timeouts;
    }

    /** @param look at what is stored, within the time it is given; asked once the claim stands */
    CompletionStage<ClaimAttempt> claim(
            StoreKey key, Instant deadline, Function<Duration, CompletionStage<Lookup>> look) {
        Claim wanted = new Claim(key, maps.localMemberId(), UUID.randomUUID().toString(), 0, deadline, link.backend());
        long begun = System.nanoTime();
        return new ClaimRequest(wanted, link, maps, calls, timeouts)
                .ask()
                .thenCompose(holder -> holder.isPresent()
                        ? calls.answered(new ClaimAttempt.Held(holder.get()))
                        : look.apply(leftSince(begun))
                                .exceptionally(away -> Lookup.ABSENT)
                                .thenApply(lookup -> new ClaimAttempt.Granted(wanted, lookup)));
    }

    /** Of the time for a claim with the look after it. */
    private Duration leftSince(long begun) {
        Duration left = timeouts.claim().minusNanos(System.nanoTime() - begun);
        return left.compareTo(timeouts.lookup()) < 0 ? timeouts.lookup() : left;
    }

    /** The answer may be waiting for the last renewal, so it has no more time than a write. A late one renews all the same. */
    CompletionStage<Claim> renew(Claim claim) {
        return holdersCalls.blocking(timeouts.write(), () -> standing(claim).renew());
    }

    /**
     * The outcome first: whoever sees the claim gone finds it there. But it may lie with another member than the claim, and one
     * that is frozen must not have those wait who come later.
     */
    CompletionStage<Void> fail(Claim claim, Failure failure) {
        CompletionStage<Void> told = holdersCalls.answer(
                timeouts.write(),
                () -> maps.outcomes()
                        .setAsync(
                                claim.nonce(),
                                FailureText.write(failure),
                                ResultStore.OUTCOME_LIFE.toSeconds(),
                                TimeUnit.SECONDS));
        return told.exceptionally(away -> null)
                .thenCompose(goOn -> release(claim))
                .thenCompose(ended -> told);
    }

    CompletionStage<Void> release(Claim claim) {
        return holdersCalls.blocking(timeouts.write(), () -> {
            standing(claim).end();
            return null;
        });
    }

    private StoredClaim standing(Claim claim) {
        return new StoredClaim(maps.claims(), claim);
    }

    CompletionStage<ClaimState> inspect(Claim met) {
        return isRunning(met)
                .thenCompose(running -> running
                        ? calls.answered(ClaimState.RUNNING)
                        : calls.answer(timeouts.lookup(), () -> maps.outcomes().getAsync(met.nonce()))
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

    CompletionStage<Optional<Claim>> holder(StoreKey key) {
        return calls.answer(timeouts.lookup(), () -> maps.claims().getAsync(key.text()))
                .thenApply(token -> Optional.ofNullable(token)
                        .flatMap(standing -> Claim.parse(key, standing, link.backend()))
                        .filter(holder -> !link.hasLeft(holder.member())));
    }
}
