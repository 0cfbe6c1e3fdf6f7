package org.meetinginsights.configuration;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.meetinginsights.configuration.lifecycle.ApplicationThreadFactory;
import org.meetinginsights.configuration.lifecycle.ServerExecutor;
import org.meetinginsights.idempotency.flight.SteadyClock;

/** Creates the executor, the timer and the clocks. */
@ApplicationScoped
class ExecutorProducer {

    private static final int TIMER_THREADS = 4;

    @Resource
    private ManagedExecutorService managed;

    @Produces
    @Singleton
    @Typed({ServerExecutor.class, Executor.class})
    ServerExecutor executor(ScheduledExecutorService timer) {
        return new ServerExecutor(managed, timer);
    }

    /** It is not Liberty's, because leases are renewed and waiting requests are answered also while the server stops. */
    @Produces
    @Singleton
    @Typed(ScheduledExecutorService.class)
    ScheduledExecutorService timer() {
        // A task that comes after the timer is closed belongs to a request that has ended.
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                TIMER_THREADS, new ApplicationThreadFactory("timer"), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Static, so that CDI needs no instance for it. */
    static void close(@Disposes ScheduledExecutorService timer) {
        timer.shutdownNow();
    }

    /** The wall clock, for times that other nodes and callers see. */
    @Produces
    @Typed(Clock.class)
    Clock clock() {
        return Clock.systemUTC();
    }

    /** The monotonic clock, for elapsed time. */
    @Produces
    @Singleton
    @Typed(SteadyClock.class)
    SteadyClock steadyClock() {
        return new SteadyClock();
    }
}
