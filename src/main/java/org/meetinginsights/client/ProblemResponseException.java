package org.meetinginsights.client;

import java.time.Duration;
import java.util.Optional;
import org.meetinginsights.http.problem.Problem;

/** The service answered with a problem. It is unchecked, because most callers cannot handle most problems. */
public final class ProblemResponseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    ProblemResponseException(Problem problem, Optional<Duration> retryAfter) {
        super(problem.status() + " " + problem.error() + ": " + problem.detail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public Problem problem() {
        return problem;
    }

    /** How long to wait before the next attempt, if the service says so. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
