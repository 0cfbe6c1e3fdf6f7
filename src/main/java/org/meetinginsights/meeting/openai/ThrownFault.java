package org.meetinginsights.meeting.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What was thrown on the way to the model, by what it means. Nothing of a message is looked at: the SDK writes the model's
 * text into them. Immutable.
 *
 * @param causes outermost first
 */
record ThrownFault(List<Throwable> causes) {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    static ThrownFault of(Throwable thrown) {
        // No more than a handful: a chain may be a circle.
        return new ThrownFault(Stream.iterate(thrown, t -> t != null, Throwable::getCause)
                .limit(10)
                .toList());
    }

    /** The client was closed; OkHttp calls that an interruption too. */
    boolean isClosed() {
        return find(RejectedExecutionException.class).isPresent();
    }

    /** Nobody was asked, because the model has failed too often. */
    boolean isOpenCircuit() {
        return find(CallNotPermittedException.class).isPresent()
                || find(OpenCircuitException.class).isPresent();
    }

    boolean isOutOfTime() {
        return !isClosed()
                && (find(TimeoutException.class).isPresent()
                        || find(InterruptedIOException.class).isPresent());
    }

    /** The meeting's own time was over, which says nothing about the model. */
    boolean isPastTheDeadline() {
        return find(DeadlinePassedException.class).isPresent();
    }

    /** There is an answer, and it is no chat completion. A connection that broke in its middle looks like one to the SDK. */
    boolean isUnreadable() {
        return find(OpenAIInvalidDataException.class).isPresent() && !isLostConnection();
    }

    /** With a status other than 200. */
    Optional<OpenAIServiceException> answer() {
        return find(OpenAIServiceException.class);
    }

    boolean isRateLimit() {
        return hasStatus(TOO_MANY_REQUESTS);
    }

    /** The model, or the way to it, does not work: no connection, no answer in time, or a defect on the other side. */
    boolean isOutage() {
        return !isClosed()
                && !isOpenCircuit()
                && !isPastTheDeadline()
                && (isOutOfTime()
                        || isLostConnection()
                        || answer().filter(given -> given.statusCode() >= SERVER_ERROR)
                                .isPresent());
    }

    /** The same request may succeed a little later. */
    boolean mayPass() {
        return isOutage() || isRateLimit() || hasStatus(REQUEST_TIMEOUT) || hasStatus(CONFLICT);
    }

    /** The types of what was thrown, outermost first: all of it that may be logged. */
    String types() {
        return String.join(
                " < ",
                causes.stream().map(cause -> cause.getClass().getSimpleName()).toList());
    }

    private boolean isLostConnection() {
        return causes.stream()
                .anyMatch(cause -> cause instanceof IOException && !(cause instanceof JsonProcessingException));
    }

    private boolean hasStatus(int status) {
        return answer().filter(given -> given.statusCode() == status).isPresent();
    }

    private <T> Optional<T> find(Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
