package org.meetinginsights.idempotency.hazelcast;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.ClaimAttempt;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreUnavailableException;

/**
 * One request for a claim. Of a call that has not returned, or has failed, nobody knows whether it happened: the map does. A
 * claim that came about and that nobody has been told of is given back, or it would keep others waiting for a lease. Used once.
 */
final class ClaimRequest {

    /** As long as a request waits in a crowd; where there is none they give up earlier. */
    private static final Duration TO_CLAIM = Duration.ofSeconds(10);

    /** A claim whose backup is silent stands long before its call returns; so one asks the map meanwhile. */
    private static final Duration TO_WONDER = Duration.ofMillis(350);

    private static final Duration TO_READ = Duration.ofMillis(500);

    private static final Duration BEFORE_ANOTHER_LOOK = Duration.ofSeconds(2);
    /** Afterwards the lease has ended it. */
    private static final int MOST_LOOKS = (int) ResultStore.LEASE.dividedBy(BEFORE_ANOTHER_LOOK);

    private final Claim wanted;
    private final HazelcastLink link;
    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final SilentMembers silentMembers;
    private final CompletableFuture<ClaimAttempt> answer = new CompletableFuture<>();
    private final CompletableFuture<Void> returned = new CompletableFuture<>();
    private volatile boolean begun;

    ClaimRequest(Claim wanted, HazelcastLink link, StoreMaps maps, BoundedCalls calls, SilentMembers silentMembers) {
        this.wanted = wanted;
        this.link = link;
        this.maps = maps;
        this.calls = calls;
        this.silentMembers = silentMembers;
    }

    CompletionStage<ClaimAttempt> ask() {
        CompletableFuture<ClaimAttempt> asked =
                calls.blocking(TO_CLAIM, this::call).thenApply(this::verdict).toCompletableFuture();
        asked.thenAccept(answer::complete);
        CompletableFuture<Void> wondered = asked.copy()
                .orTimeout(TO_WONDER.toMillis(), TimeUnit.MILLISECONDS)
                .handle((attempt, silent) -> silent != null && (begun || !asked.isDone()))
                .thenCompose(mayStand -> mayStand ? readBack() : calls.answered(null));
        asked.whenComplete((attempt, away) -> {
            if (away != null) {
                wondered.whenComplete((read, unread) -> fail(away));
            }
        });
        return answer;
    }

    private Optional<String> call() {
        maps.ownerOf(wanted.key().text()).ifPresent(owner -> silentMembers.bear(owner, returned));
        begun = true;
        try {
            return otherHolder();
        } finally {
            returned.complete(null);
        }
    }

    /** Tries to claim; who holds the key instead if it was in vain. */
    private Optional<String> otherHolder() {
        Optional<String> other = claimed();
        if (other.flatMap(this::parse).map(Claim::member).filter(link::hasLeft).isPresent()) {
            maps.claims().remove(wanted.key().text(), other.get());
            return claimed();
        }
        return other;
    }

    /** Hazelcast repeats a call whose member died, and the first one may have come through: so our own token is none of another. */
    private Optional<String> claimed() {
        return Optional.ofNullable(maps.claims().putIfAbsent(wanted.key().text(), wanted.token()))
                .filter(token -> !isOurs(token));
    }

    private ClaimAttempt verdict(Optional<String> other) {
        if (other.isEmpty()) {
            return new ClaimAttempt.Granted(wanted);
        }
        return new ClaimAttempt.Held(parse(other.get())
                .orElseThrow(() -> new StoreUnavailableException("The claims map holds what is no claim")));
    }

    private CompletionStage<Void> readBack() {
        return standing().thenAccept(token -> {
            if (isOurs(token)) {
                answer.complete(new ClaimAttempt.Granted(wanted));
            }
        });
    }

    /** The call may still be under way, and its member make the claim when it wakes. */
    private void fail(Throwable away) {
        if (answer.completeExceptionally(away)) {
            if (begun && !returned.isDone()) {
                giveBack(1);
            }
            returned.thenRun(() -> giveBack(MOST_LOOKS));
        }
    }

    private void giveBack(int looks) {
        standing()
                .thenCompose(token -> isOurs(token)
                        ? calls.blocking(
                                TO_CLAIM,
                                () -> maps.claims().remove(wanted.key().text(), token))
                        : calls.answered(false))
                .exceptionally(away -> {
                    if (looks > 1) {
                        link.later(BEFORE_ANOTHER_LOOK, () -> giveBack(looks - 1));
                    }
                    return false;
                });
    }

    private CompletionStage<String> standing() {
        return calls.answer(TO_READ, () -> maps.claims().getAsync(wanted.key().text()));
    }

    private boolean isOurs(String token) {
        return wanted.token().equals(token);
    }

    private Optional<Claim> parse(String token) {
        return Claim.parse(wanted.key(), token, link.backend());
    }
}
