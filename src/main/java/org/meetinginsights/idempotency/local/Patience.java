package org.meetinginsights.idempotency.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * a cluster which has just frozen looks, claims and looks again. One that would pay next waits longer, but only while the
 * cluster is busy finding itself again, and longer still while it is only slow, because that is cheaper than a second call.
 * Thread-safe.
 */
final class Patience {

    /** What a request has: its answer shall have arrived before half a second is over, also on a machine that is busy. */
    static final Duration OF_A_REQUEST = Duration.ofMillis(300);

    /** What those have who do nothing for a request; each call has a limit of its own. */
    static final Duration WITHOUT_END = Duration.ofDays(36_500);

    private static final Duration LEAST_BEFORE_PAYING = Duration.ofMillis(25);

    private static final Duration MOST_BEFORE_PAYING = Duration.ofSeconds(3);
    /** Where nobody comes or goes and answers do come, it is a matter of time until this one does. */
    private static final Duration MOST_IN_A_CROWD = Duration.ofSeconds(10);

    private static final Duration ONCE_MORE = Duration.ofMillis(100);

    private final AtomicLong leftNanos;
    private final AtomicLong extraNanos = new AtomicLong();
    private final SharedStoreHealth health;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    /** @param health knows whether the cluster is busy with itself, so that it pays to wait */
    Patience(Duration allowed, SharedStoreHealth health, Clock clock, ScheduledExecutorService timer) {
        this.leftNanos = new AtomicLong(allowed.toNanos());
        this.health = health;
        this.clock = clock;
        this.timer = timer;
    }

    /** From now on there is more of it while the cluster is unsettled or crowded. */
    void isAboutToPay() {
        leftNanos.accumulateAndGet(LEAST_BEFORE_PAYING.toNanos(), Math::max);
        extraNanos.compareAndSet(0, MOST_IN_A_CROWD.toNanos());
    }

    /** Begins anew, because the shared store has turned out to be there. */
    void renew() {
        leftNanos.accumulateAndGet(OF_A_REQUEST.toNanos(), Math::max);
        extraNanos.set(0);
    }

    /**
     * Before the second look of a request that was granted its claim. A look that nobody answers would be taken for one that
     * found nothing, and be paid for; and who has granted the claim is there, and has what is stored under the same key.
     */
    void isToLookAgain() {
        leftNanos.accumulateAndGet(MOST_BEFORE_PAYING.toNanos(), Math::max);
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
        Instant since = clock.instant();
        CompletableFuture<T> inTime = answer.copy();
        setAlarm(inTime, leftNanos.get(), () -> ring(inTime));
        // Before whatever follows the answer, which may grant more.
        return inTime.whenComplete((value, away) ->
                leftNanos.updateAndGet(left -> away instanceof WaitedEnough ? 0 : left - passedSince(since)));
    }

    /** Whoever sets the clock back makes nobody wait longer. */
    private long passedSince(Instant instant) {
        return Math.max(0, Duration.between(instant, clock.instant()).toNanos());
    }

    private void ring(CompletableFuture<?> inTime) {
        if (extraNanos.get() > 0) {
            health.probe();
            setAlarm(inTime, Bustle.QUICK.toNanos(), () -> ringAgain(inTime));
        } else {
            inTime.completeExceptionally(new WaitedEnough());
        }
    }

    private void ringAgain(CompletableFuture<?> inTime) {
        if (isWorthWaiting(extraNanos.addAndGet(-ONCE_MORE.toNanos()))) {
            setAlarm(inTime, ONCE_MORE.toNanos(), () -> ringAgain(inTime));
        } else {
            inTime.completeExceptionally(new WaitedEnough());
        }
    }

    private boolean isWorthWaiting(long extraLeft) {
        boolean onlyForACrowd =
                extraLeft <= MOST_IN_A_CROWD.minus(MOST_BEFORE_PAYING).toNanos();
        return extraLeft > 0 && (onlyForACrowd ? health.isCrowded() : health.isUnsettled());
    }

    private void setAlarm(CompletableFuture<?> inTime, long nanos, Runnable action) {
        if (inTime.isDone()) {
            return;
        }
        try {
            Future<?> alarm = timer.schedule(action, Math.max(0, nanos), TimeUnit.NANOSECONDS);
            inTime.whenComplete((value, away) -> alarm.cancel(false));
        } catch (RejectedExecutionException e) {
            // The server is stopping; the call has a limit of its own.
        }
    }

    private static final class WaitedEnough extends StoreUnavailableException {

        private static final long serialVersionUID = 1L;

        WaitedEnough() {
            super("The shared store took too long for one request");
        }
    }
}
