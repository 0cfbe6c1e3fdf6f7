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

    private ProblemException(ProblemType type, String detail, String header, Object value) {
        super(detail, Response.status(type.status()).header(header, value).build());
        this.type = type;
    }

    /** @param challenge the value of {@code WWW-Authenticate} (RFC 9110, section 11.6.1) */
    public static ProblemException unauthorized(String detail, String challenge) {
        return new ProblemException(ProblemType.UNAUTHORIZED, detail, HttpHeaders.WWW_AUTHENTICATE, challenge);
    }

    /** Nothing is wrong with the request; a second later there may be place for it. */
    public static ProblemException overloaded(String detail) {
        return new ProblemException(ProblemType.OVERLOADED, detail, HttpHeaders.RETRY_AFTER, 1);
    }

    /** The body is compressed, and nothing is decompressed (RFC 9110, section 15.5.16). */
    public static ProblemException contentEncoding(String detail) {
        return new ProblemException(
                ProblemType.UNSUPPORTED_MEDIA_TYPE, detail, HttpHeaders.ACCEPT_ENCODING, "identity");
    }

    public ProblemType type() {
        return type;
    }
}
