package org.meetinginsights.observability.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * A sum of US dollars for each tenant, which only grows. MicroProfile's counters hold whole numbers, so a sum is a gauge.
 * It is kept in billionths of a dollar, because a sum of floating-point numbers drifts. Thread-safe.
 */
final class UsdTotals {

    private static final double NANO_USD_PER_USD = 1e9;

    private final ConcurrentMap<String, LongAdder> totals = new ConcurrentHashMap<>();
    private final MetricRegistry registry;
    private final String name;
    private final Tag[] tags;

    /** @param tags of each series, besides the tenant */
    UsdTotals(MetricRegistry registry, String name, Tag... tags) {
        this.registry = registry;
        this.name = name;
        this.tags = tags;
    }

    void add(String tenant, long nanoUsd) {
        totals.computeIfAbsent(tenant, this::register).add(nanoUsd);
    }

    private LongAdder register(String tenant) {
        LongAdder total = new LongAdder();
        Tag[] all = Stream.concat(Stream.of(tags), Stream.of(new Tag("tenant", tenant)))
                .toArray(Tag[]::new);
        registry.gauge(name, total, sum -> sum.sum() / NANO_USD_PER_USD, all);
        return total;
    }
}
