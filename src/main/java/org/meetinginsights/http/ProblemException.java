package org.meetinginsights.http;

import jakarta.ws.rs.WebApplicationException;

/**
 * A request that cannot be served, found where only an exception gets out, such as in the reader of a body. A
 * {@link WebApplicationException}, because those pass through JAX-RS as they are.
 */
final class ProblemException extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    ProblemException(ProblemType type, String detail) {
        super(detail, type.status());
        this.type = type;
    }

    ProblemType type() {
        return type;
    }
}
