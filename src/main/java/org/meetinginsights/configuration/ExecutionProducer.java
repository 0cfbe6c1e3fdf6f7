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
import org.meetinginsights.configuration.lifecycle.GracefulShutdown;
import org.meetinginsights.configuration.lifecycle.ServerExecutor;
import org.meetinginsights.configuration.settings.Settings;
import org.meetinginsights.idempotency.CallBudget;
import org.meetinginsights.idempotency.ExecutionContext;
import org.meetinginsights.idempotency.ExecutionLimits;
import org.meetinginsights.idempotency.ExecutionListener;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.idempotency.flight.SteadyClock;
import org.meetinginsights.idempotency.local.RateLimit;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.meeting.Operation;
import org.meetinginsights.meeting.openai.OpenAiSettings;
import org.meetinginsights.observability.log.CacheLog;
import org.meetinginsights.observability.log.ExecutionListeners;
import org.meetinginsights.observability.metrics.CacheMetrics;
import org.meetinginsights.observability.metrics.CacheSize;
import org.meetinginsights.observability.metrics.StoreGauges;

/** Creates the execution of requests, its listeners and the graceful shutdown. */
@ApplicationScoped
class ExecutionProducer {

    /** Time to store a result whose call ended at its deadline. */
    private static final Duration STORE_TIME = Duration.ofSeconds(2);

    /** Enough for a load balancer that checks the health each second and needs two failures. */
    private static final Duration LOAD_BALANCER_GRACE = Duration.ofSeconds(3);

    /** Below Liberty's limit for stopping an application ({@code stopTimeout} in server.xml), so that the node can still leave the cluster. */
    private static final Duration MAX_DRAIN = Duration.ofSeconds(60);

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
    GracefulShutdown shutdown(
            Settings settings,
            IdempotentExecution execution,
            ResultStore store,
            ServerExecutor executor,
            SteadyClock clock,
            ScheduledExecutorService timer) {
        Duration needed = settings.callDeadline().plus(STORE_TIME);
        Duration drain = needed.compareTo(MAX_DRAIN) < 0 ? needed : MAX_DRAIN;
        GracefulShutdown shutdown = new GracefulShutdown(
                execution,
                store,
                executor::isServerStopping,
                drain,
                settings.isAlone() ? Duration.ZERO : LOAD_BALANCER_GRACE,
                timer,
                clock);
        shutdown.watch();
        return shutdown;
    }

    @Produces
    @Singleton
    ExecutionListener listener(Settings settings, CacheSize size, Clock clock, MetricRegistry registry) {
        List<String> operations =
                Arrays.stream(Operation.values()).map(Operation::label).toList();
        String model = settings.openAi().map(OpenAiSettings::model).orElse("offline");
        return new ExecutionListeners(
                new CacheMetrics(registry, size, model, operations), new CacheLog(size, clock, settings.timeToLive()));
    }

    @Produces
    @Singleton
    CacheSize size(ResultStore store, ScheduledExecutorService timer, MetricRegistry registry) {
        CacheSize size = new CacheSize(store);
        size.start(timer);
        StoreGauges.register(store, size, registry);
        return size;
    }

    static void close(@Disposes CacheSize size) {
        size.close();
    }
}
