package org.meetinginsights.idempotency.local;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.meetinginsights.idempotency.StoreUnavailableException;

/**
 * How long one request may still wait for the shared store. The limit is on all of its calls together: a request that meets
 * a cluster which has just frozen looks, claims and looks again. One that would pay next waits longer, but only while the
 * cluster is busy finding itself again, because that is cheaper than a second call. Thread-safe.
 */
final class Patience {

    /** What a request has: its answer shall be under way before half a second is over. */
    static final Duration OF_A_REQUEST = Duration.ofMillis(400);

    /** What those have who do nothing for a request; each call has a limit of its own. */
    static final Duration WITHOUT_END = Duration.ofDays(36_500);

    /** So much a claim may take in any case; a probe tells meanwhile whether the cluster is unsettled. */
    private static final Duration LEAST_BEFORE_PAYING = Duration.ofMillis(75);

    private static final Duration MOST_BEFORE_PAYING = Duration.ofSeconds(3);
    private static final Duration ONCE_MORE = Duration.ofMillis(100);

    private final AtomicLong leftNanos;
    private final AtomicLong extraNanos = new AtomicLong();
    private final BooleanSupplier unsettled;
    private final ScheduledExecutorService timer;

    /** @param unsettled whether the cluster is busy with itself, so that it pays to wait */
    Patience(Duration allowed, BooleanSupplier unsettled, ScheduledExecutorService timer) {
        this.leftNanos = new AtomicLong(allowed.toNanos());
        this.unsettled = unsettled;
        this.timer = timer;
    }

    /** From now on there is more of it while the cluster is unsettled. */
    void isAboutToPay() {
        leftNanos.accumulateAndGet(LEAST_BEFORE_PAYING.toNanos(), Math::max);
        extraNanos.compareAndSet(0, MOST_BEFORE_PAYING.toNanos());
    }

    /** Begins anew, because the shared store has turned out to be there. */
    void renew() {
        leftNanos.accumulateAndGet(OF_A_REQUEST.toNanos(), Math::max);
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
        CompletableFuture<T> inTime = answer.copy();
        setAlarm(inTime, leftNanos.get());
        return inTime.whenComplete((value, away) -> leftNanos.addAndGet(since - System.nanoTime()));
    }

    private void setAlarm(CompletableFuture<?> inTime, long nanos) {
        try {
            var alarm = timer.schedule(() -> ring(inTime), Math.max(0, nanos), TimeUnit.NANOSECONDS);
            inTime.whenComplete((value, away) -> alarm.cancel(false));
        } catch (RejectedExecutionException e) {
            // The server is stopping; the call has a limit of its own.
        }
    }

    private void ring(CompletableFuture<?> inTime) {
        if (inTime.isDone()) {
            return;
        }
        if (unsettled.getAsBoolean() && extraNanos.addAndGet(-ONCE_MORE.toNanos()) > 0) {
            setAlarm(inTime, ONCE_MORE.toNanos());
            return;
        }
        leftNanos.set(0);
        inTime.completeExceptionally(new StoreUnavailableException("The shared store took too long for one request"));
    }
}
