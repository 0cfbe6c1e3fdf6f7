package org.meetinginsights.http.problem;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Maps an exception to a problem about the current request. */
public abstract class ProblemMapper<E extends Throwable> implements ExceptionMapper<E> {

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @Override
    public final Response toResponse(E exception) {
        return toResponse(exception, RequestTarget.of(uri, headers));
    }

    protected abstract Response toResponse(E exception, RequestTarget target);
}
