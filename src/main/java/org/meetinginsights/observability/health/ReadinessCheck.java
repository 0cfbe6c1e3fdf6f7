package org.meetinginsights.observability.health;

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
 * The node is ready when the application has started and has joined its cluster, until the server begins to stop. A node
 * that has fallen back to its own memory is ready, and the response names its backend. Only open connections can read that
 * the server is stopping, because it accepts no new ones.
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
