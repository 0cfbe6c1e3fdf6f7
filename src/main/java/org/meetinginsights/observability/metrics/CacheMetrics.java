package org.meetinginsights.observability.metrics;

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
 * Counts what the cache did, and what was spent and saved. The two are never mixed: a hit adds nothing to what was spent.
 * It adds to what was saved, and there what the stored result really cost. Thread-safe.
 */
public final class CacheMetrics implements ExecutionListener {

    private final CounterCache counters;
    private final UsdTotals spent;
    private final UsdTotals saved;
    private final CacheSize size;

    /**
     * @param model who is paid
     * @param operations get their series at the start and not with the first request
     */
    public CacheMetrics(MetricRegistry registry, CacheSize size, String model, List<String> operations) {
        this.counters = new CounterCache(registry);
        this.spent = new UsdTotals(registry, "openai_estimated_cost_usd", new Tag("model", model));
        this.saved = new UsdTotals(registry, "cache_saved_cost_usd");
        this.size = size;
        for (String operation : operations) {
            for (Backend backend : Backend.values()) {
                Stream.of("cache_hits_total", "cache_misses_total", "cache_collapsed_total")
                        .forEach(name -> counter(name, backend, operation));
            }
            rateLimited(operation);
        }
        Stream.of(Forward.values()).forEach(this::bypassed);
    }

    @Override
    public void answered(IdempotentRequest request, Answer answer) {
        Outcome outcome = answer.outcome();
        if (outcome instanceof Outcome.Hit hit) {
            count("cache_hits_total", request, answer);
            save(request.tenant(), hit.envelope().usage());
        } else if (outcome instanceof Outcome.Miss miss) {
            count("cache_misses_total", request, answer);
            if (miss.stored()) {
                size.added();
            }
            spend(request.tenant(), miss.spent());
        } else if (outcome instanceof Outcome.Collapsed collapsed) {
            // Without the cache this request would have paid too.
            count("cache_collapsed_total", request, answer);
            save(request.tenant(), collapsed.envelope().usage());
        } else if (outcome instanceof Outcome.Bypassed bypassed) {
            bypassed(bypassed.forward()).ifPresent(Counter::inc);
            spend(request.tenant(), bypassed.spent());
        } else if (outcome instanceof Outcome.Failed failed) {
            bypassed(failed.forward()).ifPresentOrElse(Counter::inc, () -> countFailed(failed, request, answer));
            spend(request.tenant(), failed.spent());
        } else if (outcome instanceof Outcome.InProgress) {
            count("cache_collapsed_total", request, answer);
        } else if (outcome instanceof Outcome.RateLimited) {
            rateLimited(request.operation()).inc();
        }
        // An only-if-cached request that finds nothing is no miss: the cache could not have saved a call.
    }

    @Override
    public void broke(IdempotentRequest request, Throwable cause) {
        // RequestTelemetry counts the internal error that the caller gets.
    }

    /** A request that was refused before the model was called is no miss. */
    private void countFailed(Outcome.Failed failed, IdempotentRequest request, Answer answer) {
        if (failed.collapsed()) {
            count("cache_collapsed_total", request, answer);
        } else if (failed.failure().forwarded()) {
            count("cache_misses_total", request, answer);
        }
    }

    private void spend(String tenant, Usage usage) {
        counters.of("openai_tokens_total", "type", "prompt", "tenant", tenant).inc(usage.promptTokens());
        counters.of("openai_tokens_total", "type", "completion", "tenant", tenant)
                .inc(usage.completionTokens());
        spent.add(tenant, usage.costNanoUsd());
    }

    private void save(String tenant, Usage usage) {
        counters.of("cache_saved_tokens_total", "tenant", tenant).inc(usage.tokens());
        saved.add(tenant, usage.costNanoUsd());
    }

    private void count(String name, IdempotentRequest request, Answer answer) {
        counter(name, answer.backend(), request.operation()).inc();
    }

    private Counter counter(String name, Backend backend, String operation) {
        return counters.of(name, "backend", backend.label(), "operation", operation);
    }

    private Counter rateLimited(String operation) {
        return counters.of("rate_limit_exceeded_total", "endpoint", "/" + operation);
    }

    /** The counter for this reason to bypass the cache, if it is one. */
    private Optional<Counter> bypassed(Forward forward) {
        return forward.detail().map(reason -> counters.of("cache_bypassed_total", "reason", reason));
    }
}
