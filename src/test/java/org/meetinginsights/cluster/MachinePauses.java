package org.meetinginsights.cluster;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long this machine kept a thread waiting that had nothing to wait for but a processor: what no service on it can be
 * blamed for.
 */
final class MachinePauses implements AutoCloseable {

    private static final long BEAT_MILLIS = 5;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong longestNanos = new AtomicLong();
    private long last = System.nanoTime();

    MachinePauses() {
        clock.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, MILLISECONDS);
    }

    Duration longest() {
        return Duration.ofNanos(longestNanos.get());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void beat() {
        long now = System.nanoTime();
        long late = now - last - MILLISECONDS.toNanos(BEAT_MILLIS);
        last = now;
        longestNanos.accumulateAndGet(late, Math::max);
    }
}
