package org.meetinginsights.meeting.openai.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Classifies what a call to the model threw, by types and status codes only: the SDK writes the model's text into messages.
 * Immutable.
 *
 * @param causes outermost first
 */
public record ModelError(List<Throwable> causes) {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    public static ModelError of(Throwable thrown) {
        // Ten at most, because a chain of causes may be a circle.
        return new ModelError(Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(10)
                .toList());
    }

    /** The client was closed. OkHttp calls that an interruption too. */
    public boolean isClientClosed() {
        return find(RejectedExecutionException.class).isPresent();
    }

    /** No call was made, because the circuit breaker is open. */
    public boolean isCircuitOpen() {
        return find(CallNotPermittedException.class).isPresent();
    }

    public boolean isTimeout() {
        return !isClientClosed()
                && (find(TimeoutException.class).isPresent()
                        || find(InterruptedIOException.class).isPresent());
    }

    /** The deadline of the exchange passed, which says nothing about the model. */
    public boolean isDeadlineExceeded() {
        return find(DeadlineExceededException.class).isPresent();
    }

    /** The response is not a chat completion. To the SDK a connection that broke half way looks the same. */
    boolean isInvalidResponse() {
        return find(OpenAIInvalidDataException.class).isPresent() && !isConnectionLost();
    }

    /** The response, if it had a status other than 200. */
    public Optional<OpenAIServiceException> response() {
        return find(OpenAIServiceException.class);
    }

    public boolean isRateLimit() {
        return hasStatus(TOO_MANY_REQUESTS);
    }

    /** The model cannot be reached or does not work: no connection, no response in time, or a server error. */
    public boolean isOutage() {
        return !isClientClosed()
                && !isCircuitOpen()
                && !isDeadlineExceeded()
                && (isTimeout()
                        || isConnectionLost()
                        || response()
                                .filter(given -> given.statusCode() >= SERVER_ERROR)
                                .isPresent());
    }

    /** The same request may succeed a little later. */
    public boolean isRetryable() {
        return isOutage() || isRateLimit() || hasStatus(REQUEST_TIMEOUT) || hasStatus(CONFLICT);
    }

    /** The exception types, outermost first. Nothing else of an error may be logged. */
    public String types() {
        return causes.stream().map(cause -> cause.getClass().getSimpleName()).collect(Collectors.joining(" < "));
    }

    private boolean isConnectionLost() {
        return causes.stream()
                .anyMatch(cause -> cause instanceof IOException && !(cause instanceof JsonProcessingException));
    }

    private boolean hasStatus(int status) {
        return response().filter(given -> given.statusCode() == status).isPresent();
    }

    private <T> Optional<T> find(Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
