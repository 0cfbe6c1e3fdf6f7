package org.meetinginsights.client;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import org.meetinginsights.http.problem.Problem;

/** Turns a problem into an exception. */
public class ProblemResponseMapper implements ResponseExceptionMapper<ProblemResponseException> {

    @Override
    public ProblemResponseException toThrowable(Response response) {
        return new ProblemResponseException(response.readEntity(Problem.class), retryAfter(response));
    }

    private static Optional<Duration> retryAfter(Response response) {
        return Optional.ofNullable(response.getHeaderString(HttpHeaders.RETRY_AFTER))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
}
