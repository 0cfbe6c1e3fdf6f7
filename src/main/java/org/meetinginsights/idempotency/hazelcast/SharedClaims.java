package org.meetinginsights.idempotency.hazelcast;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.ClaimAttempt;
import org.meetinginsights.idempotency.ClaimState;
import org.meetinginsights.idempotency.Failure;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreKey;

/**
 * Claims that all nodes see. A claim whose member this node has seen leaving is nobody's: it is taken over at once and not
 * when its lease ends. Thread-safe.
 */
final class SharedClaims {

    /** Requests give up earlier, and what they asked for happens all the same. */
    private static final Duration TO_END = Duration.ofSeconds(3);

    private static final Duration TO_RENEW = Duration.ofMillis(500);

    private static final Duration TO_TELL = Duration.ofMillis(500);

    private static final Duration TO_READ = Duration.ofMillis(500);

    private final HazelcastLink link;
    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final BoundedCalls holdersCalls;
    private final SilentMembers silent = new SilentMembers();

    /** @param holdersCalls of those who hold a claim */
    SharedClaims(HazelcastLink link, StoreMaps maps, BoundedCalls calls, BoundedCalls holdersCalls) {
        this.link = link;
        this.maps = maps;
        this.calls = calls;
        this.holdersCalls = holdersCalls;
    }

    CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        Claim wanted = new Claim(key, maps.localMemberId(), UUID.randomUUID().toString(), 0, deadline, link.backend());
        return new ClaimRequest(wanted, link, maps, calls, silent).ask();
    }

    CompletionStage<Claim> renew(Claim claim) {
        return holdersCalls.blocking(TO_RENEW, () -> standing(claim).renew());
    }

    /**
     * The outcome first: whoever sees the claim gone finds it there. But it may lie with another member than the claim, and one
     * that is silent must not have those wait who come later.
     */
    CompletionStage<Void> fail(Claim claim, Failure failure) {
        CompletionStage<Void> told = holdersCalls.answer(
                TO_TELL,
                () -> maps.outcomes()
                        .setAsync(
                                claim.nonce(),
                                FailureText.write(failure),
                                ResultStore.OUTCOME_LIFE.toSeconds(),
                                TimeUnit.SECONDS));
        return told.exceptionally(silent -> null)
                .thenCompose(goOn -> release(claim))
                .thenCompose(ended -> told);
    }

    CompletionStage<Void> release(Claim claim) {
        return holdersCalls.blocking(TO_END, () -> {
            standing(claim).end();
            return null;
        });
    }

    private StandingClaim standing(Claim claim) {
        return new StandingClaim(maps.claims(), claim);
    }

    CompletionStage<ClaimState> inspect(Claim met) {
        return isRunning(met)
                .thenCompose(running -> running
                        ? calls.answered(ClaimState.RUNNING)
                        : calls.answer(TO_END, () -> maps.outcomes().getAsync(met.nonce()))
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
        return calls.answer(TO_READ, () -> maps.claims().getAsync(met.key().text()))
                .thenApply(token -> Optional.ofNullable(token)
                        .flatMap(standing -> Claim.parse(met.key(), standing, link.backend()))
                        .filter(met::sameHolderAs)
                        .filter(holder -> !link.hasLeft(holder.member()))
                        .isPresent());
    }
}
