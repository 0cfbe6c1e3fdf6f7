package org.meetinginsights.observability.metrics;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Counters by name and labels. The registry finds a counter too, but it checks the labels each time, which makes each hit
 * slower. Thread-safe.
 */
final class CounterCache {

    private final ConcurrentMap<Series, Counter> counters = new ConcurrentHashMap<>();
    private final MetricRegistry registry;

    CounterCache(MetricRegistry registry) {
        this.registry = registry;
    }

    /** @param labels names and values in turn */
    Counter of(String name, String... labels) {
        return counters.computeIfAbsent(new Series(name, List.of(labels)), this::register);
    }

    private Counter register(Series series) {
        Tag[] tags = new Tag[series.labels().size() / 2];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = new Tag(series.labels().get(2 * i), series.labels().get(2 * i + 1));
        }
        return registry.counter(series.name(), tags);
    }

    private record Series(String name, List<String> labels) {}
}
