package org.meetinginsights.observability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.meeting.MeetingAnalyst;

/**
 * Ready as soon as the application is and has met the cluster it belongs to, and until the server begins to stop. A node that
 * has fallen back to its own cache serves, and says that it does. Of a stopping server only connections that are open already
 * can learn it: it takes no new ones.
 */
@Readiness
@ApplicationScoped
public class ReadinessCheck implements HealthCheck {

    private String version;
    private MeetingAnalyst analyst;
    private ResultStore store;
    private FirstJoin firstJoin;
    private IdempotentExecution execution;

    ReadinessCheck() {
        // For the client proxy.
    }

    @Inject
    public ReadinessCheck(
            @ConfigProperty(name = "meeting-insights.version") String version,
            MeetingAnalyst analyst,
            ResultStore store,
            FirstJoin firstJoin,
            IdempotentExecution execution) {
        this.version = version;
        this.analyst = analyst;
        this.store = store;
        this.firstJoin = firstJoin;
        this.execution = execution;
    }

    @Override
    public HealthCheckResponse call() {
        boolean stopping = execution.calls().isStopping();
        return HealthCheckResponse.named("meeting-insights")
                .withData("version", version)
                .withData("analyst", analyst.name())
                .withData("source", analyst.source())
                .withData("engine_digest", analyst.engineDigest().hex())
                .withData("cache_backend", store.backend().label())
                .withData("cluster_size", store.members())
                .withData("stopping", stopping)
                .status(!stopping && !firstJoin.isAwaited())
                .build();
    }
}
