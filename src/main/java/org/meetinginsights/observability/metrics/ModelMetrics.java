package org.meetinginsights.observability.metrics;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.meetinginsights.meeting.openai.ModelCallListener;

/** Counts the calls to the model, their retries, repairs and errors. Thread-safe. */
public final class ModelMetrics implements ModelCallListener {

    private final MetricRegistry registry;
    private final AtomicInteger circuitOpen = new AtomicInteger();

    /** @param model gets its series at the start and not with the first call */
    public ModelMetrics(MetricRegistry registry, String model) {
        this.registry = registry;
        registry.counter("openai_retries_total");
        registry.gauge("openai_circuit_open", circuitOpen, AtomicInteger::get);
        for (Ending ending : Ending.values()) {
            registry.counter("openai_requests_total", new Tag("model", model), status(ending));
            registry.counter("openai_repair_attempts_total", status(ending));
        }
    }

    @Override
    public void requested(String model, Ending ending) {
        registry.counter("openai_requests_total", new Tag("model", model), status(ending))
                .inc();
    }

    @Override
    public void failed(String errorType) {
        registry.counter("openai_errors_total", new Tag("error_type", errorType))
                .inc();
    }

    @Override
    public void retried() {
        registry.counter("openai_retries_total").inc();
    }

    @Override
    public void circuit(boolean open) {
        circuitOpen.set(open ? 1 : 0);
    }

    @Override
    public void repaired(Ending ending) {
        registry.counter("openai_repair_attempts_total", status(ending)).inc();
    }

    private static Tag status(Ending ending) {
        return new Tag("status", ending.name().toLowerCase(Locale.ROOT));
    }
}
