package org.meetinginsights.observability.metrics;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.meetinginsights.idempotency.store.ResultStore;

/**
 * How many results the cache holds. They are counted in the background every five seconds, because a request or a scrape
 * must not wait for the count. Between two counts, what this node stores is added. Thread-safe.
 */
public final class CacheSize implements AutoCloseable {

    private static final Logger LOG = System.getLogger(CacheSize.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final AtomicLong value = new AtomicLong();
    private final ResultStore store;
    private ScheduledFuture<?> sampling;

    public CacheSize(ResultStore store) {
        this.store = store;
    }

    public void start(ScheduledExecutorService timer) {
        sampling = timer.scheduleWithFixedDelay(this::sample, 0, INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    public long value() {
        return value.get();
    }

    void added() {
        value.incrementAndGet();
    }

    private void sample() {
        store.results().size().whenComplete((count, away) -> {
            if (away == null) {
                value.set(count);
            } else {
                LOG.log(Level.DEBUG, "The cache could not be counted");
            }
        });
    }

    @Override
    public void close() {
        if (sampling != null) {
            sampling.cancel(false);
        }
    }
}
