package org.meetinginsights.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricFilter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.meetinginsights.admin.CacheOverview;
import org.meetinginsights.admin.NodeStatistics;

/** Adds up the metrics, so that nothing is counted twice. Thread-safe. */
@ApplicationScoped
public class MetricsNodeStatistics implements NodeStatistics {

    private MetricRegistry registry;
    private CacheSize size;

    MetricsNodeStatistics() {
        // For the client proxy.
    }

    @Inject
    public MetricsNodeStatistics(MetricRegistry registry, CacheSize size) {
        this.registry = registry;
        this.size = size;
    }

    @Override
    public long size() {
        return size.value();
    }

    @Override
    public CacheOverview.NodeCounts of(Optional<String> tenant) {
        return CacheOverview.NodeCounts.of(
                count("cache_hits_total", Optional.empty()),
                count("cache_misses_total", Optional.empty()),
                count("cache_collapsed_total", Optional.empty()),
                count("openai_tokens_total", tenant),
                count("cache_saved_tokens_total", tenant),
                sum("openai_estimated_cost_usd", tenant),
                sum("cache_saved_cost_usd", tenant));
    }

    private long count(String name, Optional<String> tenant) {
        return registry.getCounters(series(name, tenant)).values().stream()
                .mapToLong(Counter::getCount)
                .sum();
    }

    private double sum(String name, Optional<String> tenant) {
        return registry.getGauges(series(name, tenant)).values().stream()
                .mapToDouble(gauge -> gauge.getValue().doubleValue())
                .sum();
    }

    private static MetricFilter series(String name, Optional<String> tenant) {
        return (id, metric) -> id.getName().equals(name)
                && tenant.map(one -> one.equals(id.getTags().get("tenant"))).orElse(true);
    }
}
