package org.meetinginsights.observability;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriBuilder;
import java.lang.reflect.Method;
import java.util.Set;

/**
 * Which endpoint a request met, from a bounded set of names: a scanner that tries a million paths must not make a million
 * series, and what it tries must not become a line of a log. So nothing of the address itself is in it.
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

    /** To be told of each request that met an endpoint; the others are {@code other}. */
    static void met(ContainerRequestContext request, String template) {
        request.setProperty(TEMPLATE, template);
    }

    /** As it is written in the annotations, such as {@code /problems/{slug}}. */
    static String template(Method endpoint) {
        UriBuilder template = UriBuilder.fromResource(endpoint.getDeclaringClass());
        return (endpoint.isAnnotationPresent(Path.class) ? template.path(endpoint) : template).toTemplate();
    }
}
