package org.meetinginsights.observability.log;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriBuilder;
import java.lang.reflect.Method;
import java.util.Set;

/**
 * The endpoint that a request matched, from a bounded set of names. It holds nothing of the URL itself: a scanner that tries
 * a million paths must not create a million series or write its text into the log.
 */
record RouteName(String method, String path) {

    private static final String OTHER = "other";
    private static final String TEMPLATE = RouteName.class.getName();

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    static RouteName of(ContainerRequestContext request) {
        String method = request.getMethod();
        Object template = request.getProperty(TEMPLATE);
        return new RouteName(METHODS.contains(method) ? method : OTHER, template == null ? OTHER : (String) template);
    }

    /** For a request that matched an endpoint. The others are {@code other}. */
    static void set(ContainerRequestContext request, String template) {
        request.setProperty(TEMPLATE, template);
    }

    /** The path as in the annotations, such as {@code /problems/{slug}}. */
    static String template(Method endpoint) {
        UriBuilder template = UriBuilder.fromResource(endpoint.getDeclaringClass());
        return (endpoint.isAnnotationPresent(Path.class) ? template.path(endpoint) : template).toTemplate();
    }
}
