package org.meetinginsights.observability.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.meetinginsights.http.RequestIdFilter;
import org.meetinginsights.http.cache.CacheStatus;
import org.meetinginsights.http.problem.Problem;

/** Times each request, counts problems, and writes a line when the response is made, also an asynchronous one. */
@Provider
@PreMatching
@ApplicationScoped
public class RequestTelemetry implements ContainerRequestFilter, ContainerResponseFilter {

    private static final EventLog LOG = new EventLog("org.meetinginsights.requests");
    private static final String STARTED = RequestTelemetry.class.getName();

    /** The registry finds a timer too, but it checks the labels each time, which makes each hit slower. */
    private final ConcurrentMap<Series, Timer> timers = new ConcurrentHashMap<>();

    @Inject
    private MetricRegistry registry;

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(STARTED, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Duration duration = Duration.ofNanos(System.nanoTime() - (Long) request.getProperty(STARTED));
        RouteName route = RouteName.of(request);
        String status = Integer.toString(response.getStatus());
        timers.computeIfAbsent(new Series(route, status), this::register).update(duration);
        if (response.getEntity() instanceof Problem problem) {
            registry.counter("api_errors_total", new Tag("error_type", problem.error()), new Tag("status_code", status))
                    .inc();
        }
        LOG.info(() -> completed(request, response, route, duration));
    }

    private Timer register(Series series) {
        return registry.timer(
                "http_request_duration",
                new Tag("method", series.route().method()),
                new Tag("path", series.route().path()),
                new Tag("status", series.status()));
    }

    private record Series(RouteName route, String status) {}

    private static String completed(
            ContainerRequestContext request, ContainerResponseContext response, RouteName route, Duration duration) {
        return LogLine.of(
                request.getHeaders().getFirst(RequestIdFilter.HEADER),
                "COMPLETED",
                route.method() + " " + route.path(),
                "status=" + response.getStatus(),
                "outcome=" + outcome(response),
                "duration=" + LogLine.seconds(duration, 3));
    }

    private static String outcome(ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem) {
            return problem.error();
        }
        Object status = response.getHeaders().getFirst(CacheStatus.HEADER);
        return status instanceof CacheStatus cacheStatus ? cacheStatus.outcome() : "none";
    }
}
