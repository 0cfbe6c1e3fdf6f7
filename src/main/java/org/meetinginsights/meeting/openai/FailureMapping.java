package org.meetinginsights.meeting.openai;

import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.store.Failure;

/**
 * Turns what was thrown on the way to the model into a failure. Nothing of a message is kept: the SDK writes the model's
 * text into them.
 */
final class FailureMapping {

    static final String UNAVAILABLE = "llm_unavailable";
    static final String RATE_LIMITED = "llm_rate_limited";
    static final String TIMEOUT = "llm_timeout";
    static final String INVALID_RESPONSE = "llm_invalid_response";

    /** The word of OpenAI and most others for it, in the body of a 400. */
    private static final String TOO_LONG_AT_THE_SERVER = "context_length_exceeded";

    static final String OVERLOADED = "overloaded";

    private final Clock clock;
    private final Supplier<Duration> untilProbe;
    private final int contextTokens;

    /**
     * @param untilProbe when a model that was left alone is asked again
     * @param contextTokens what is taken for the size of the model's context
     */
    FailureMapping(Clock clock, Supplier<Duration> untilProbe, int contextTokens) {
        this.clock = clock;
        this.untilProbe = untilProbe;
        this.contextTokens = contextTokens;
    }

    /** Always an answer: what nobody expected is {@code llm_unavailable}. */
    Failure map(Throwable thrown) {
        ThrownFault fault = ThrownFault.of(thrown);
        if (fault.isOpenCircuit()) {
            return Failure.refused(OVERLOADED, untilProbe.get());
        }
        if (fault.isOutOfTime()) {
            return Failure.upstream(TIMEOUT);
        }
        if (fault.isUnreadable()) {
            return Failure.upstream(INVALID_RESPONSE);
        }
        return fault.answer().map(this::answered).orElseGet(() -> Failure.upstream(UNAVAILABLE));
    }

    private Failure answered(OpenAIServiceException refusal) {
        if (refusal instanceof RateLimitException) {
            Failure limited = Failure.upstream(RATE_LIMITED).withUpstreamStatus(refusal.statusCode());
            return RetryAfter.of(refusal.headers(), clock)
                    .map(limited::withRetryAfter)
                    .orElse(limited);
        }
        Failure failure =
                ErrorWords.code(refusal).filter(TOO_LONG_AT_THE_SERVER::equals).isPresent()
                        ? Failure.upstream(ContextWindow.TOO_LONG)
                                .withDetail(
                                        "The model's server finds the transcript too long for the model, whose context is taken to"
                                                + " have " + contextTokens
                                                + " tokens (OPENAI_CONTEXT_TOKENS). Send a shorter part of it.")
                        : Failure.upstream(UNAVAILABLE);
        return failure.withUpstreamStatus(refusal.statusCode());
    }
}
