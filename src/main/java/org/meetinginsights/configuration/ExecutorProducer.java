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
import org.meetinginsights.idempotency.SteadyClock;

/** Threads, a timer and a clock, in the plain types that the core asks for. */
@ApplicationScoped
class ExecutorProducer {

    private static final int TIMER_THREADS = 4;

    @Resource
    private ManagedExecutorService managed;

    @Produces
    @Singleton
    @Typed({ServerThreads.class, Executor.class})
    ServerThreads executor(ScheduledExecutorService timer) {
        return new ServerThreads(managed, timer);
    }

    /** Not Liberty's: leases are renewed, and waiting requests answered, also while the server stops. */
    @Produces
    @Singleton
    @Typed(ScheduledExecutorService.class)
    ScheduledExecutorService timer() {
        // What comes when the timer is closed comes from requests that are gone.
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                TIMER_THREADS, new ApplicationThreads("timer"), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Static, so that nothing has to be there for it. */
    static void close(@Disposes ScheduledExecutorService timer) {
        timer.shutdownNow();
    }

    /** The time of day, as other nodes and callers know it. */
    @Produces
    @Typed(Clock.class)
    Clock clock() {
        return Clock.systemUTC();
    }

    /** For how much time has passed. */
    @Produces
    @Singleton
    @Typed(SteadyClock.class)
    SteadyClock steadyClock() {
        return new SteadyClock();
    }
}
