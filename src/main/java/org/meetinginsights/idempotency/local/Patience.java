package org.meetinginsights.idempotency.local;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.meetinginsights.idempotency.StoreUnavailableException;

/**
 * How long one request may still wait for the shared store. The limit is on all of its calls together: a request that meets
 * a cluster which has just frozen looks, claims and looks again. Thread-safe.
 */
final class Patience {

    /** What a request has: its answer shall be under way before half a second is over. */
    static final Duration OF_A_REQUEST = Duration.ofMillis(450);

    /**
     * What a request has in addition before it would pay: to wait a little for a cluster that finds itself again after the
     * death of a member is cheaper than a second call.
     */
    static final Duration BEFORE_PAYING = Duration.ofMillis(1_500);

    /** What those have who do nothing for a request; each call has a limit of its own. */
    static final Duration WITHOUT_END = Duration.ofDays(36_500);

    private final long allowedNanos;
    private final AtomicLong leftNanos;
    private final ScheduledExecutorService timer;

    Patience(Duration allowed, ScheduledExecutorService timer) {
        this.allowedNanos = allowed.toNanos();
        this.leftNanos = new AtomicLong(allowedNanos);
        this.timer = timer;
    }

    /** Begins anew, because the shared store has turned out to be there. */
    void renew() {
        leftNanos.set(allowedNanos);
    }

    boolean isExhausted() {
        return leftNanos.get() <= 0;
    }

    /** The answer, if it comes while there is patience left; what was asked goes on in any case. */
    <T> CompletionStage<T> limit(CompletionStage<T> asked) {
        CompletableFuture<T> answer = asked.toCompletableFuture();
        if (answer.isDone()) {
            return answer;
        }
        long since = System.nanoTime();
        CompletableFuture<T> inTime = new CompletableFuture<>();
        Future<?> alarm = alarm(inTime);
        answer.whenComplete((value, away) -> {
            alarm.cancel(false);
            if (away == null) {
                inTime.complete(value);
            } else {
                inTime.completeExceptionally(away);
            }
        });
        return inTime.whenComplete((value, away) -> leftNanos.addAndGet(since - System.nanoTime()));
    }

    private Future<?> alarm(CompletableFuture<?> inTime) {
        Runnable giveUp = () -> {
            leftNanos.set(0);
            inTime.completeExceptionally(
                    new StoreUnavailableException("The shared store took too long for one request"));
        };
        try {
            return timer.schedule(giveUp, Math.max(0, leftNanos.get()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null); // The server is stopping; the call has a limit of its own.
        }
    }
}
