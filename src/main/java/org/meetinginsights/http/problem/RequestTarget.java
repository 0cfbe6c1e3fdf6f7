package org.meetinginsights.http.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.meetinginsights.http.RequestIdFilter;

/**
 * What a problem says about its request. It must be read before the request becomes asynchronous.
 *
 * @param path the problem's {@code instance} (RFC 9457, section 3.1.5), without the query
 */
public record RequestTarget(String path, String requestId) {

    public static RequestTarget of(UriInfo uri, HttpHeaders headers) {
        String path = uri.getPath();
        return new RequestTarget(
                reference(path.startsWith("/") ? path : "/" + path), headers.getHeaderString(RequestIdFilter.HEADER));
    }

    /** The decoded path as a URI reference. */
    private static String reference(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return "/"; // This path cannot be written as a URI.
        }
    }

    /** A problem with the general advice of its type. */
    public Response problem(ProblemType type) {
        return problem(type, type.advice(), null);
    }

    /** A problem with a detail of its own. */
    public Response problem(ProblemType type, String detail) {
        return problem(type, detail, null);
    }

    public Response problem(ProblemType type, String detail, List<Problem.Detail> details) {
        Problem problem =
                new Problem(type.uri(), type.title(), type.status(), detail, path, type.error(), requestId, details);
        return Response.status(type.status())
                .type(MediaType.valueOf(Problem.MEDIA_TYPE))
                .entity(problem)
                .build();
    }
}
