package org.meetinginsights.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A timer whose time passes when a test says so, and whose tasks run on the test's own thread. */
public final class ManualTimer extends AbstractExecutorService implements ScheduledExecutorService {

    private final MutableClock clock;
    private final AtomicLong scheduled = new AtomicLong();
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing((Task task) -> task.due).thenComparing(task -> task.number));
    private boolean stopped;

    public ManualTimer(MutableClock clock) {
        this.clock = clock;
    }

    /** Lets time pass, and runs what becomes due meanwhile at the moment at which it does. */
    public void pass(Duration duration) {
        Instant end = clock.instant().plus(duration);
        for (Task task = next(end); task != null; task = next(end)) {
            if (task.due.isAfter(clock.instant())) {
                clock.advance(Duration.between(clock.instant(), task.due));
            }
            task.run();
        }
        clock.advance(Duration.between(clock.instant(), end));
    }

    /** How many tasks wait for their time. */
    public synchronized int waiting() {
        tasks.removeIf(FutureTask::isCancelled);
        return tasks.size();
    }

    private synchronized Task next(Instant end) {
        tasks.removeIf(FutureTask::isCancelled);
        Task first = tasks.peek();
        return first == null || first.due.isAfter(end) ? null : tasks.poll();
    }

    private synchronized ScheduledFuture<?> add(Runnable command, Duration delay, Duration period) {
        if (stopped) {
            throw new RejectedExecutionException("The timer has stopped");
        }
        Task task = new Task(command, clock.instant().plus(delay), period);
        tasks.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(command, Duration.of(delay, unit.toChronoUnit()), Duration.ZERO);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        return add(command, Duration.of(first, unit.toChronoUnit()), Duration.of(delay, unit.toChronoUnit()));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
        return scheduleWithFixedDelay(command, first, period, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("Nobody asks for it");
    }

    @Override
    public void execute(Runnable command) {
        schedule(command, 0, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void shutdown() {
        stopped = true;
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public synchronized boolean isShutdown() {
        return stopped;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown();
    }

    private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final long number = scheduled.incrementAndGet();
        private final Runnable command;
        private final Duration period;
        private Instant due;

        Task(Runnable command, Instant due, Duration period) {
            super(command, null);
            this.command = command;
            this.due = due;
            this.period = period;
        }

        @Override
        public void run() {
            if (period.isZero()) {
                super.run();
                return;
            }
            command.run();
            due = clock.instant().plus(period);
            synchronized (ManualTimer.this) {
                tasks.add(this);
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(clock.instant(), due));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
