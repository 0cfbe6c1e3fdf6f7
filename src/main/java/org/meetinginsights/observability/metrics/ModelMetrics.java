package org.meetinginsights.observability.metrics;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.meetinginsights.meeting.openai.chat.ModelCallListener;

/** Counts the calls to the model, their retries, repairs and errors. Thread-safe. */
public final class ModelMetrics implements ModelCallListener {

    private final MetricRegistry registry;
    private final AtomicInteger circuitOpen = new AtomicInteger();

    /** @param model gets its series at the start and not with the first call */
    public ModelMetrics(MetricRegistry registry, String model) {
        this.registry = registry;
        registry.counter("openai_retries_total");
        registry.gauge("openai_circuit_open", circuitOpen, AtomicInteger::get);
        for (Status status : Status.values()) {
            registry.counter("openai_requests_total", new Tag("model", model), tag(status));
            registry.counter("openai_repair_attempts_total", tag(status));
        }
    }

    @Override
    public void requested(String model, Status status) {
        registry.counter("openai_requests_total", new Tag("model", model), tag(status))
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
    public void repaired(Status status) {
        registry.counter("openai_repair_attempts_total", tag(status)).inc();
    }

    private static Tag tag(Status status) {
        return new Tag("status", status.name().toLowerCase(Locale.ROOT));
    }
}
