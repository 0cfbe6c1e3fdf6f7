package org.meetinginsights.observability;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.ExecutionListener;
import org.meetinginsights.idempotency.Forward;
import org.meetinginsights.idempotency.IdempotentRequest;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Backend;

/**
 * Counts what the cache did, and what was spent and saved. The two are never mixed: a hit adds nothing to what was spent,
 * and to what was saved it adds what the stored result really cost. Thread-safe.
 */
public final class CacheMetrics implements ExecutionListener {

    private final Ledger spent = new Ledger();
    private final Ledger saved = new Ledger();
    private final MetricRegistry registry;
    private final Counters counters;
    private final CacheSize size;
    private final String model;

    /**
     * @param model who is paid
     * @param operations those that exist, so that their series do from the start
     */
    public CacheMetrics(MetricRegistry registry, CacheSize size, String model, List<String> operations) {
        this.registry = registry;
        this.counters = new Counters(registry);
        this.size = size;
        this.model = model;
        for (Backend backend : Backend.values()) {
            operations.forEach(operation -> touch(backend, operation));
        }
        Stream.of(Forward.values()).forEach(this::bypassed);
        operations.forEach(this::rateLimited);
    }

    private void touch(Backend backend, String operation) {
        for (String name : List.of("cache_hits_total", "cache_misses_total", "cache_collapsed_total")) {
            counter(name, backend, operation);
        }
    }

    @Override
    public void answered(IdempotentRequest request, Answer answer) {
        answer.outcome().accept(new Counting(request, answer.backend()));
    }

    @Override
    public void broke(IdempotentRequest request, Throwable cause) {
        // Counted as the internal error that its caller gets.
    }

    private void spend(String tenant, Usage usage) {
        counters.of("openai_tokens_total", "type", "prompt", "tenant", tenant).inc(usage.promptTokens());
        counters.of("openai_tokens_total", "type", "completion", "tenant", tenant)
                .inc(usage.completionTokens());
        spent.add(
                tenant,
                usage.costNanoUsd(),
                usd -> registry.gauge(
                        "openai_estimated_cost_usd",
                        usd::getAsDouble,
                        new Tag("model", model),
                        new Tag("tenant", tenant)));
    }

    private void save(String tenant, Usage usage) {
        counters.of("cache_saved_tokens_total", "tenant", tenant).inc(usage.tokens());
        saved.add(
                tenant,
                usage.costNanoUsd(),
                usd -> registry.gauge("cache_saved_cost_usd", usd::getAsDouble, new Tag("tenant", tenant)));
    }

    private Counter counter(String name, Backend backend, String operation) {
        return counters.of(name, "backend", backend.label(), "operation", operation);
    }

    private Counter rateLimited(String operation) {
        return counters.of("rate_limit_exceeded_total", "endpoint", "/" + operation);
    }

    /** The counter of those who left the store out for this reason, if it is one. */
    private Optional<Counter> bypassed(Forward forward) {
        return forward.detail().map(reason -> counters.of("cache_bypassed_total", "reason", reason));
    }

    private final class Counting implements Outcome.Visitor<Void> {

        private final IdempotentRequest request;
        private final Backend backend;

        Counting(IdempotentRequest request, Backend backend) {
            this.request = request;
            this.backend = backend;
        }

        @Override
        public Void hit(Outcome.Hit hit) {
            count("cache_hits_total");
            save(request.tenant(), hit.envelope().usage());
            return null;
        }

        @Override
        public Void miss(Outcome.Miss miss) {
            count("cache_misses_total");
            if (miss.stored()) {
                size.added();
            }
            spend(request.tenant(), miss.spent());
            return null;
        }

        /** Without the cache this request would have paid too. */
        @Override
        public Void collapsed(Outcome.Collapsed collapsed) {
            count("cache_collapsed_total");
            save(request.tenant(), collapsed.envelope().usage());
            return null;
        }

        @Override
        public Void bypassed(Outcome.Bypassed bypassed) {
            CacheMetrics.this.bypassed(bypassed.forward()).ifPresent(Counter::inc);
            spend(request.tenant(), bypassed.spent());
            return null;
        }

        @Override
        public Void failed(Outcome.Failed failed) {
            CacheMetrics.this.bypassed(failed.forward()).ifPresentOrElse(Counter::inc, () -> countFailed(failed));
            spend(request.tenant(), failed.spent());
            return null;
        }

        /** Whoever was refused before the model was asked did not miss anything that it then paid. */
        private void countFailed(Outcome.Failed failed) {
            if (failed.collapsed()) {
                count("cache_collapsed_total");
            } else if (failed.failure().forwarded()) {
                count("cache_misses_total");
            }
        }

        @Override
        public Void inProgress(Outcome.InProgress inProgress) {
            count("cache_collapsed_total");
            return null;
        }

        /** Neither a hit nor a call that the cache did not save. */
        @Override
        public Void notStored(Outcome.NotStored notStored) {
            return null;
        }

        @Override
        public Void keyReused(Outcome.KeyReused keyReused) {
            return null;
        }

        @Override
        public Void rateLimited(Outcome.RateLimited rateLimited) {
            CacheMetrics.this.rateLimited(request.operation()).inc();
            return null;
        }

        private void count(String name) {
            counter(name, backend, request.operation()).inc();
        }
    }
}
