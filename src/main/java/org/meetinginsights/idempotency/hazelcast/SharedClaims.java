package org.meetinginsights.idempotency.hazelcast;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.ClaimAttempt;
import org.meetinginsights.idempotency.ClaimState;
import org.meetinginsights.idempotency.Failure;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreKey;
import org.meetinginsights.idempotency.StoreUnavailableException;

/**
 * Claims that all nodes see. A claim whose member this node has seen leaving is nobody's: it is taken over at once and not
 * when its lease ends. Thread-safe.
 */
final class SharedClaims {

    /** Requests give up earlier, and what they asked for happens all the same. */
    private static final Duration TO_END = Duration.ofSeconds(3);

    private static final Duration TO_RENEW = Duration.ofMillis(500);

    private static final Duration TO_READ = Duration.ofMillis(500);

    /** Long enough for a new master among the members, which was seen to take two seconds; requests give up earlier. */
    private static final Duration TO_CLAIM = Duration.ofSeconds(3);

    /** A claim whose backup is silent stands long before its call returns; so one asks the map meanwhile. */
    private static final Duration TO_WONDER = Duration.ofMillis(350);

    private final HazelcastLink link;
    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final BoundedCalls holdersCalls;

    /** @param holdersCalls of those who hold a claim */
    SharedClaims(HazelcastLink link, StoreMaps maps, BoundedCalls calls, BoundedCalls holdersCalls) {
        this.link = link;
        this.maps = maps;
        this.calls = calls;
        this.holdersCalls = holdersCalls;
    }

    CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        Claim wanted = new Claim(key, maps.localMemberId(), UUID.randomUUID().toString(), 0, deadline, link.backend());
        CompletableFuture<Optional<String>> late = new CompletableFuture<>();
        CompletableFuture<ClaimAttempt> claimed = calls.blocking(TO_CLAIM, () -> otherHolder(wanted), late::complete)
                .thenApply(other -> verdict(wanted, other))
                .toCompletableFuture();
        CompletableFuture<ClaimAttempt> stands = new CompletableFuture<>();
        claimed.copy().orTimeout(TO_WONDER.toMillis(), TimeUnit.MILLISECONDS).exceptionally(silent -> {
            readBack(wanted).thenAccept(stands::complete);
            return null;
        });
        return claimed.applyToEither(stands, attempt -> attempt).whenComplete((attempt, away) -> {
            if (away != null) {
                late.thenAccept(other -> giveBack(wanted, other));
            }
        });
    }

    CompletionStage<Claim> renew(Claim claim) {
        return holdersCalls.blocking(TO_RENEW, () -> standing(claim).renew());
    }

    /** The outcome first: whoever sees the claim gone finds it there. */
    CompletionStage<Void> fail(Claim claim, Failure failure) {
        return holdersCalls.blocking(TO_END, () -> {
            maps.outcomes()
                    .set(
                            claim.nonce(),
                            FailureText.write(failure),
                            ResultStore.OUTCOME_LIFE.toSeconds(),
                            TimeUnit.SECONDS);
            standing(claim).end();
            return null;
        });
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
                        .flatMap(standing -> parse(met.key(), standing))
                        .filter(met::sameHolderAs)
                        .filter(holder -> !hasLeft(holder))
                        .isPresent());
    }

    /** Tries to claim; who holds the key instead if it was in vain. */
    private Optional<String> otherHolder(Claim wanted) {
        Optional<String> other = claimed(wanted);
        if (other.flatMap(token -> parse(wanted.key(), token))
                .filter(this::hasLeft)
                .isPresent()) {
            maps.claims().remove(wanted.key().text(), other.get());
            return claimed(wanted);
        }
        return other;
    }

    /** Hazelcast repeats a call whose member died, and the first one may have come through: so our own token is none of another. */
    private Optional<String> claimed(Claim wanted) {
        return Optional.ofNullable(maps.claims().putIfAbsent(wanted.key().text(), wanted.token()))
                .filter(token -> !token.equals(wanted.token()));
    }

    /** Of a call that has not returned nobody knows whether it happened: the map does. Completes only if it did. */
    private CompletionStage<ClaimAttempt> readBack(Claim wanted) {
        CompletableFuture<ClaimAttempt> granted = new CompletableFuture<>();
        calls.answer(TO_READ, () -> maps.claims().getAsync(wanted.key().text())).thenAccept(token -> {
            if (wanted.token().equals(token)) {
                granted.complete(new ClaimAttempt.Granted(wanted));
            }
        });
        return granted;
    }

    /** A claim that came about when its request had gone on without it must keep nobody waiting. */
    private void giveBack(Claim wanted, Optional<String> other) {
        if (other.isEmpty()) {
            calls.blocking(TO_READ, () -> maps.claims().remove(wanted.key().text(), wanted.token()));
        }
    }

    private ClaimAttempt verdict(Claim wanted, Optional<String> other) {
        if (other.isEmpty()) {
            return new ClaimAttempt.Granted(wanted);
        }
        return new ClaimAttempt.Held(parse(wanted.key(), other.get())
                .orElseThrow(() -> new StoreUnavailableException("The claims map holds what is no claim")));
    }

    private boolean hasLeft(Claim holder) {
        return link.hasLeft(holder.member());
    }

    private Optional<Claim> parse(StoreKey key, String token) {
        return Claim.parse(key, token, link.backend());
    }
}
