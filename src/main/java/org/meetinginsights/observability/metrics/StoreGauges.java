package org.meetinginsights.observability.metrics;

import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.ResultStore;

/** The state of the store as gauges. Reading them calls no cluster. */
public final class StoreGauges {

    private static final Metadata CACHE_SIZE = Metadata.builder()
            .withName("cache_size")
            .withDescription("Estimate of the unexpired results; may count those that expired some minutes ago")
            .build();

    private StoreGauges() {}

    public static void register(ResultStore store, CacheSize size, MetricRegistry registry) {
        registry.gauge("cluster_members", store::members);
        for (Backend backend : Backend.values()) {
            Tag by = new Tag("backend", backend.label());
            registry.gauge("cache_backend_up", () -> store.backend() == backend ? 1 : 0, by);
            registry.gauge(CACHE_SIZE, () -> store.backend() == backend ? size.value() : 0, by);
        }
    }
}
