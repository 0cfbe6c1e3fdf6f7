package org.meetinginsights.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meetinginsights.idempotency.flight.RetryAfter;

/** One call on this node and those who wait for it; waiting holds no thread. Thread-safe. */
final class SharedCall {

    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Clock clock;
    private final Instant deadline;
    private final Duration longestCall;
    private final Duration longestWait;

    SharedCall(Clock clock, ExecutionLimits limits) {
        this.clock = clock;
        this.longestCall = limits.callDeadline();
        this.deadline = clock.instant().plus(longestCall);
        this.longestWait = limits.longestWait();
    }

    CompletionStage<Outcome> outcome() {
        return outcome;
    }

    /** The outcome as one more request sees it, or {@link Outcome.InProgress} after the longest wait. */
    CompletionStage<Outcome> join(Forward forward) {
        Instant since = clock.instant();
        return outcome.copy()
                .orTimeout(longestWait.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(shared -> shared.sharedAfter(Duration.between(since, clock.instant()), forward))
                .exceptionally(this::stillInProgress);
    }

    void complete(Outcome result, Throwable defect) {
        if (defect == null) {
            outcome.complete(result);
        } else {
            outcome.completeExceptionally(defect);
        }
    }

    private Outcome stillInProgress(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (cause instanceof TimeoutException) {
            return new Outcome.InProgress(RetryAfter.until(deadline, longestCall, clock));
        }
        throw new CompletionException(cause);
    }
}
