package org.meetinginsights.idempotency.store;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why a call gave no result, in a form that can be told to everyone who waited for it, on any node. It is never stored
 * as a result. Immutable.
 *
 * @param code the reason in snake_case, such as {@code llm_timeout}; the adapter that speaks to callers knows its words
 * @param forwarded whether the model was asked at all
 * @param upstreamStatus the status the model answered with, where there was one
 * @param retryAfter when trying again makes sense, where somebody said so
 * @param detail what the caller should know beyond the code, in words of our own. It does not travel to other nodes, where
 *     those who waited get the words that the code has anyway
 */
public record Failure(
        String code,
        boolean forwarded,
        OptionalInt upstreamStatus,
        Optional<Duration> retryAfter,
        Optional<String> detail) {

    public Failure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(upstreamStatus, "upstreamStatus");
        Objects.requireNonNull(retryAfter, "retryAfter");
        Objects.requireNonNull(detail, "detail");
    }

    /** The model was asked and failed without saying more. */
    public static Failure upstream(String code) {
        return new Failure(code, true, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /** Nobody was asked: we refused before. */
    public static Failure refused(String code, Duration retryAfter) {
        return new Failure(code, false, OptionalInt.empty(), Optional.of(retryAfter), Optional.empty());
    }

    /** Nobody was asked, and nobody ever will be for this request. */
    public static Failure rejected(String code, String detail) {
        return new Failure(code, false, OptionalInt.empty(), Optional.empty(), Optional.of(detail));
    }

    public Failure withUpstreamStatus(int status) {
        return new Failure(code, forwarded, OptionalInt.of(status), retryAfter, detail);
    }

    public Failure withDetail(String words) {
        return new Failure(code, forwarded, upstreamStatus, retryAfter, Optional.of(words));
    }

    public Failure withRetryAfter(Duration delay) {
        return new Failure(code, forwarded, upstreamStatus, Optional.of(delay), detail);
    }
}
