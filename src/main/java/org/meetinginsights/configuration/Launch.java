package org.meetinginsights.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.observability.FirstJoin;

/**
 * Builds everything when the application starts, and not with its first request: a wrong configuration ends the start, and
 * nobody's first request pays for warming up.
 */
@ApplicationScoped
class Launch {

    void onStart(
            @Observes @Initialized(ApplicationScoped.class) Object event,
            Settings settings,
            IdempotentExecution all,
            FirstJoin firstJoin) {
        // Asking for them is what builds them.
    }
}
