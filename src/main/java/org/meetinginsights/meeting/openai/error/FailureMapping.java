package org.meetinginsights.meeting.openai.error;

import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.store.Failure;

/** Maps an exception of a call to the model to the failure that the caller gets. */
public final class FailureMapping {

    public static final String UNAVAILABLE = "llm_unavailable";
    public static final String INVALID_RESPONSE = "llm_invalid_response";
    public static final String TRANSCRIPT_TOO_LONG = "transcript_too_long";
    public static final String OVERLOADED = "overloaded";
    private static final String RATE_LIMITED = "llm_rate_limited";
    private static final String TIMEOUT = "llm_timeout";

    /** What OpenAI and most others send in the body of a 400. */
    private static final String CONTEXT_LENGTH_EXCEEDED = "context_length_exceeded";

    private final Clock clock;
    private final Supplier<Duration> untilProbe;
    private final int contextTokens;

    /**
     * @param untilProbe time until the open circuit breaker lets a call through
     * @param contextTokens the assumed size of the model's context
     */
    public FailureMapping(Clock clock, Supplier<Duration> untilProbe, int contextTokens) {
        this.clock = clock;
        this.untilProbe = untilProbe;
        this.contextTokens = contextTokens;
    }

    /** An unexpected exception is {@code llm_unavailable}. */
    public Failure map(Throwable thrown) {
        ModelError error = ModelError.of(thrown);
        if (error.isCircuitOpen()) {
            return Failure.refused(OVERLOADED, untilProbe.get());
        }
        if (error.isTimeout()) {
            return Failure.upstream(TIMEOUT);
        }
        if (error.isInvalidResponse()) {
            return Failure.upstream(INVALID_RESPONSE);
        }
        return error.response()
                .map(response -> failure(response).withUpstreamStatus(response.statusCode()))
                .orElseGet(() -> Failure.upstream(UNAVAILABLE));
    }

    private Failure failure(OpenAIServiceException response) {
        if (response instanceof RateLimitException) {
            Failure limited = Failure.upstream(RATE_LIMITED);
            return RetryAfter.of(response.headers(), clock)
                    .map(limited::withRetryAfter)
                    .orElse(limited);
        }
        if (ErrorResponse.code(response).filter(CONTEXT_LENGTH_EXCEEDED::equals).isPresent()) {
            return Failure.upstream(TRANSCRIPT_TOO_LONG)
                    .withDetail(
                            "The model's server finds the transcript too long for the model, whose context is taken to"
                                    + " have " + contextTokens
                                    + " tokens (OPENAI_CONTEXT_TOKENS). Send a shorter part of it.");
        }
        return Failure.upstream(UNAVAILABLE);
    }
}
