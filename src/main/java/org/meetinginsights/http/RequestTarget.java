package org.meetinginsights.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * What a problem names of the request it is about. Taken before the request goes asynchronous.
 *
 * @param path which occurrence it is (RFC 9457, section 3.1.5), without the query
 */
public record RequestTarget(String path, String requestId) {

    static RequestTarget of(UriInfo uri, HttpHeaders headers) {
        String path = uri.getPath();
        return new RequestTarget(
                reference(path.startsWith("/") ? path : "/" + path), headers.getHeaderString(RequestId.HEADER));
    }

    /** As the URI reference that it has to be, whatever characters the path has when it is decoded. */
    private static String reference(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return "/"; // Nothing that one could point at.
        }
    }

    /** A problem that its type says all about. */
    Response problem(ProblemType type) {
        return problem(type, type.advice(), null);
    }

    /** A problem about which there is more to say. */
    public Response problem(ProblemType type, String detail) {
        return problem(type, detail, null);
    }

    Response problem(ProblemType type, String detail, List<Problem.Detail> details) {
        Problem problem =
                new Problem(type.uri(), type.title(), type.status(), detail, path, type.error(), requestId, details);
        return Response.status(type.status())
                .type(MediaType.valueOf(Problem.MEDIA_TYPE))
                .entity(problem)
                .build();
    }
}
