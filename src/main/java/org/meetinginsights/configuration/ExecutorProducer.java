package org.meetinginsights.configuration;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** The server's threads and its clock, in the plain types that the core asks for. */
@ApplicationScoped
class ExecutorProducer {

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Produces
    @Typed(ExecutorService.class)
    ExecutorService executor() {
        return executor;
    }

    @Produces
    @Typed(ScheduledExecutorService.class)
    ScheduledExecutorService timer() {
        return timer;
    }

    @Produces
    Clock clock() {
        return Clock.systemUTC();
    }
}
