package org.meetinginsights.meeting.openai;

import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.meetinginsights.idempotency.Failure;

/**
 * Turns what was thrown on the way to the model into a failure. Nothing of a message is kept: the SDK writes the model's
 * text into them.
 */
final class FailureMapping {

    static final String UNAVAILABLE = "llm_unavailable";
    static final String RATE_LIMITED = "llm_rate_limited";
    static final String TIMEOUT = "llm_timeout";
    static final String INVALID_RESPONSE = "llm_invalid_response";

    private final Clock clock;

    FailureMapping(Clock clock) {
        this.clock = clock;
    }

    /** Always an answer: what nobody expected is {@code llm_unavailable}. */
    Failure map(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        if (ranOutOfTime(causes)) {
            return Failure.upstream(TIMEOUT);
        }
        if (find(causes, OpenAIInvalidDataException.class).isPresent()) {
            return Failure.upstream(INVALID_RESPONSE);
        }
        return find(causes, OpenAIServiceException.class)
                .map(this::answered)
                .orElseGet(() -> Failure.upstream(UNAVAILABLE));
    }

    /** The types of what was thrown, outermost first: all of it that may be logged. */
    static String types(Throwable thrown) {
        return String.join(
                " < ",
                causes(thrown).stream().map(t -> t.getClass().getSimpleName()).toList());
    }

    private Failure answered(OpenAIServiceException refusal) {
        if (refusal instanceof RateLimitException) {
            Failure limited = Failure.upstream(RATE_LIMITED).withUpstreamStatus(refusal.statusCode());
            return RetryAfter.of(refusal.headers(), clock)
                    .map(limited::withRetryAfter)
                    .orElse(limited);
        }
        return Failure.upstream(UNAVAILABLE).withUpstreamStatus(refusal.statusCode());
    }

    private static boolean ranOutOfTime(List<Throwable> causes) {
        // OkHttp also calls it an interruption when a closed client turns a waiting call away.
        return find(causes, RejectedExecutionException.class).isEmpty()
                && (find(causes, TimeoutException.class).isPresent()
                        || find(causes, InterruptedIOException.class).isPresent());
    }

    private static <T> Optional<T> find(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static List<Throwable> causes(Throwable thrown) {
        // No more than a handful: a chain may be a circle.
        return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
                .limit(10)
                .toList();
    }
}
