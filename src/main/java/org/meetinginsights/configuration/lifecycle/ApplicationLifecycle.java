package org.meetinginsights.configuration.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.observability.health.FirstJoin;

/**
 * Creates all objects when the application starts and not with the first request. A wrong configuration so fails the start,
 * and no request waits for the warm-up. Before the application stops, it runs the graceful shutdown.
 */
@ApplicationScoped
class ApplicationLifecycle {

    private static final Logger LOG = System.getLogger(ApplicationLifecycle.class.getName());

    private volatile Optional<GracefulShutdown> shutdown = Optional.empty();
    private volatile Optional<SigtermHandler> sigterm = Optional.empty();

    /** CDI creates the parameters, and with them everything that they need. */
    void onStart(
            @Observes @Initialized(ApplicationScoped.class) Object event,
            IdempotentExecution execution,
            FirstJoin firstJoin,
            GracefulShutdown gracefulShutdown) {
        shutdown = Optional.of(gracefulShutdown);
        sigterm = drainOnSigterm(gracefulShutdown);
    }

    private static Optional<SigtermHandler> drainOnSigterm(GracefulShutdown shutdown) {
        try {
            return Optional.of(new SigtermHandler(shutdown::drain));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "[STOPPING] This Java does not report SIGTERM ({0}); a stopping node closes its port at once",
                    e.toString());
            return Optional.empty();
        }
    }

    /** Runs before CDI destroys anything. After a failed start there is nothing to stop. */
    void onStop(@Observes Shutdown event) {
        sigterm.ifPresent(SigtermHandler::close);
        shutdown.ifPresent(GracefulShutdown::finish);
    }
}
