package org.meetinginsights.http.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Maps the errors of JAX-RS itself (403, 404, 405, 406, 415) and each {@link ProblemException}. */
@Provider
public class WebApplicationExceptionMapper extends ProblemMapper<WebApplicationException> {

    private static final Map<Integer, ProblemType> BY_STATUS = Map.of(
            400, ProblemType.INVALID_JSON,
            401, ProblemType.UNAUTHORIZED,
            403, ProblemType.FORBIDDEN,
            404, ProblemType.NOT_FOUND,
            405, ProblemType.METHOD_NOT_ALLOWED,
            406, ProblemType.NOT_ACCEPTABLE,
            415, ProblemType.UNSUPPORTED_MEDIA_TYPE);

    /** Found out while the body is received, and the rest of it is not awaited. */
    private static final Set<ProblemType> LEAVE_THE_BODY = Set.of(ProblemType.REQUEST_TIMEOUT, ProblemType.OVERLOADED);

    @Override
    protected Response toResponse(WebApplicationException exception, RequestTarget target) {
        if (exception instanceof ProblemException problem) {
            Response response = withHeadersOf(exception, target.problem(problem.type(), problem.getMessage()));
            return LEAVE_THE_BODY.contains(problem.type()) ? closing(response) : response;
        }
        Response original = exception.getResponse();
        if (original.getStatusInfo().getFamily() == Response.Status.Family.REDIRECTION) {
            return original;
        }
        ProblemType type = BY_STATUS.getOrDefault(original.getStatus(), ProblemType.INTERNAL_ERROR);
        return withHeadersOf(exception, target.problem(type));
    }

    private static Response withHeadersOf(WebApplicationException exception, Response problem) {
        Response.ResponseBuilder response = Response.fromResponse(problem);
        MultivaluedMap<String, Object> original = exception.getResponse().getHeaders();
        // A 405 and a 401 must have theirs (RFC 9110, section 15.5).
        Stream.of(HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER, HttpHeaders.ACCEPT_ENCODING)
                .filter(original::containsKey)
                .forEach(name -> response.header(name, original.getFirst(name)));
        return response.build();
    }

    /** The server does not wait for the rest of the body (RFC 9110, section 15.5.9). */
    private static Response closing(Response response) {
        return Response.fromResponse(response).header("Connection", "close").build();
    }
}
