package org.meetinginsights.http.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Maps each exception that no other mapper maps. The log names its class and place, but not its message. */
@Provider
public class UnexpectedErrorMapper extends ProblemMapper<Throwable> {

    private static final Logger LOG = System.getLogger(UnexpectedErrorMapper.class.getName());

    @Override
    protected Response toResponse(Throwable exception, RequestTarget target) {
        LOG.log(Level.ERROR, () -> "[" + target.requestId() + "] " + UnexpectedError.describe(exception));
        return target.problem(ProblemType.INTERNAL_ERROR);
    }
}
