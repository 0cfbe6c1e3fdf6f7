package org.meetinginsights.http.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * A request that cannot be served, where only an exception can say so, such as in the reader of a body. It is a
 * {@link WebApplicationException}, because JAX-RS passes those on as they are.
 */
public final class ProblemException extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    public ProblemException(ProblemType type, String detail) {
        super(detail, type.status());
        this.type = type;
    }

    private ProblemException(ProblemType type, String detail, Response withHeaders) {
        super(detail, withHeaders);
        this.type = type;
    }

    /** @param challenge the value of {@code WWW-Authenticate} (RFC 9110, section 11.6.1) */
    public static ProblemException unauthorized(String detail, String challenge) {
        Response response = Response.status(ProblemType.UNAUTHORIZED.status())
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
        return new ProblemException(ProblemType.UNAUTHORIZED, detail, response);
    }

    /** Nothing is wrong with the request; a second later there may be place for it. */
    public static ProblemException overloaded(String detail) {
        Response response = Response.status(ProblemType.OVERLOADED.status())
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
        return new ProblemException(ProblemType.OVERLOADED, detail, response);
    }

    public ProblemType type() {
        return type;
    }
}
