package org.meetinginsights.http;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Whatever nobody expected. The log gets where it happened but no message: that may quote a transcript. */
@Provider
public class DefectMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(DefectMapper.class.getName());

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @Override
    public Response toResponse(Throwable defect) {
        RequestTarget target = RequestTarget.of(uri, headers);
        LOG.log(Level.ERROR, () -> "[" + target.requestId() + "] " + Defect.describe(defect));
        return target.problem(ProblemType.INTERNAL_ERROR);
    }
}
