package org.meetinginsights.http;

import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A body that JSON-B cannot read. JSON-B's message is not passed on: it may quote the body, and so the transcript. */
@Provider
public class MalformedBodyMapper implements ExceptionMapper<JsonbException> {

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @Override
    public Response toResponse(JsonbException exception) {
        RequestTarget target = RequestTarget.of(uri, headers);
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotTextException notText) {
                return target.problem(ProblemType.INVALID_JSON, notText.getMessage(), null);
            }
        }
        return target.problem(ProblemType.INVALID_JSON);
    }
}
