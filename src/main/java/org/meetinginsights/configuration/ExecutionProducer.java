package org.meetinginsights.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.meetinginsights.idempotency.CallBudget;
import org.meetinginsights.idempotency.ExecutionContext;
import org.meetinginsights.idempotency.ExecutionLimits;
import org.meetinginsights.idempotency.ExecutionListener;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.idempotency.SteadyClock;
import org.meetinginsights.idempotency.local.RateLimit;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.meeting.Operation;
import org.meetinginsights.observability.CacheLog;
import org.meetinginsights.observability.CacheMetrics;
import org.meetinginsights.observability.CacheSize;
import org.meetinginsights.observability.ExecutionListeners;
import org.meetinginsights.observability.StoreGauges;

/** Builds the core around the store. */
@ApplicationScoped
class ExecutionProducer {

    /** What a call's result needs to be stored when the call has used all of its time. */
    private static final Duration TO_STORE = Duration.ofSeconds(2);

    /** A load balancer that asks each second, and believes the second answer, sends nobody here any more. */
    private static final Duration TO_GO_ELSEWHERE = Duration.ofSeconds(3);

    /** Liberty stops an application within a time too ({@code stopTimeout} in server.xml); leaving the cluster comes after. */
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

    @Produces
    @Singleton
    IdempotentExecution execution(
            Settings settings,
            ResultStore store,
            Clock clock,
            SteadyClock steady,
            Executor executor,
            ScheduledExecutorService timer,
            ExecutionListener listener) {
        ExecutionLimits limits =
                new ExecutionLimits(settings.timeToLive(), settings.callDeadline(), settings.longestWait());
        CallBudget budget =
                settings.callsPerMinute() == 0 ? CallBudget.UNLIMITED : new RateLimit(settings.callsPerMinute());
        return new IdempotentExecution(
                new ExecutionContext(store, limits, budget, clock, steady, executor, timer, listener));
    }

    @Produces
    @Singleton
    GracefulStop stop(
            Settings settings,
            IdempotentExecution execution,
            ResultStore store,
            ServerThreads threads,
            SteadyClock clock,
            ScheduledExecutorService timer) {
        Duration needed = settings.callDeadline().plus(TO_STORE);
        Duration patience = needed.compareTo(LONGEST_DRAIN) < 0 ? needed : LONGEST_DRAIN;
        GracefulStop stop = new GracefulStop(
                execution,
                store,
                threads::areRefused,
                patience,
                settings.isAlone() ? Duration.ZERO : TO_GO_ELSEWHERE,
                timer,
                clock);
        stop.watch();
        return stop;
    }

    @Produces
    @Singleton
    ExecutionListener listener(Settings settings, CacheSize size, Clock clock, MetricRegistry registry) {
        List<String> operations =
                Arrays.stream(Operation.values()).map(Operation::label).toList();
        String model = settings.openAi().map(Settings.OpenAi::model).orElse("offline");
        return new ExecutionListeners(
                new CacheMetrics(registry, size, model, operations), new CacheLog(size, clock, settings.timeToLive()));
    }

    @Produces
    @Singleton
    CacheSize size(ResultStore store, ScheduledExecutorService timer, MetricRegistry registry) {
        CacheSize size = new CacheSize(store);
        size.start(timer);
        StoreGauges.show(store, size, registry);
        return size;
    }

    static void close(@Disposes CacheSize size) {
        size.close();
    }
}
