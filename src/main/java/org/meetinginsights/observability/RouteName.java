package org.meetinginsights.observability;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which endpoint a request met, from a bounded set of names: a scanner that tries a million paths must not make a million
 * series, and what it tries must not become a line of a log.
 */
record RouteName(String method, String path) {

    private static final String OTHER = "other";
    /** Anybody may hang some on any segment, and the search for a resource does not look at them. */
    private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    static RouteName of(ContainerRequestContext request) {
        String method = request.getMethod();
        return new RouteName(METHODS.contains(method) ? method : OTHER, path(request.getUriInfo()));
    }

    private static String path(UriInfo uri) {
        if (uri.getMatchedResources().isEmpty()) {
            return OTHER;
        }
        String path = MATRIX_PARAMETERS
                .matcher(uri.getPath().startsWith("/") ? uri.getPath() : "/" + uri.getPath())
                .replaceAll("");
        for (Map.Entry<String, List<String>> parameter : uri.getPathParameters().entrySet()) {
            path = path.replace("/" + parameter.getValue().get(0), "/{" + parameter.getKey() + "}");
        }
        return path;
    }
}
