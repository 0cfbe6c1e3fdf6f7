package org.meetinginsights.http.request;

import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.meetinginsights.http.problem.ProblemMapper;
import org.meetinginsights.http.problem.ProblemType;
import org.meetinginsights.http.problem.RequestTarget;

/** Maps a body that JSON-B cannot read. The caller does not get JSON-B's message, because it may quote the transcript. */
@Provider
public class MalformedBodyMapper extends ProblemMapper<JsonbException> {

    @Override
    protected Response toResponse(JsonbException exception, RequestTarget target) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotTextException notText) {
                return target.problem(ProblemType.INVALID_JSON, notText.getMessage());
            }
        }
        return target.problem(ProblemType.INVALID_JSON);
    }
}
