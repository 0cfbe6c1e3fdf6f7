package org.meetinginsights.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.observability.FirstJoin;

/**
 * Builds everything when the application starts, and not with its first request: a wrong configuration ends the start, and
 * nobody's first request pays for warming up. Stops what has started before anything of it is taken away.
 */
@ApplicationScoped
class Launch {

    private static final Logger LOG = System.getLogger(Launch.class.getName());

    private volatile Optional<GracefulStop> stop = Optional.empty();
    private volatile Optional<TerminationSignal> signal = Optional.empty();

    void onStart(
            @Observes @Initialized(ApplicationScoped.class) Object event,
            Settings settings,
            IdempotentExecution all,
            FirstJoin firstJoin,
            GracefulStop gracefulStop) {
        // Asking for them is what builds them.
        stop = Optional.of(gracefulStop);
        signal = drainedOnSignal(gracefulStop);
    }

    private static Optional<TerminationSignal> drainedOnSignal(GracefulStop stop) {
        try {
            return Optional.of(new TerminationSignal(stop::drain));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "[STOPPING] This Java does not tell of SIGTERM ({0}); a stopping node closes its port at once",
                    e.toString());
            return Optional.empty();
        }
    }

    /** The first of all that a stopping application is told. A start that has failed has nothing to stop. */
    void onStop(@Observes Shutdown event) {
        signal.ifPresent(TerminationSignal::close);
        stop.ifPresent(GracefulStop::finish);
    }
}
