package org.meetinginsights.meeting.openai.chat;

/**
 * Is told of every call to the model, for metrics. Called on threads of the analyst, several at a time: implementations are
 * quick and thread-safe, and never throw. By default each method does nothing.
 */
public interface ModelCallListener {

    /** How a request ended. */
    enum Status {
        SUCCESS,
        ERROR
    }

    /** One request with all its retries is over. A success is any response, whether it is valid or not. */
    default void requested(String model, Status status) {}

    /**
     * An analysis failed.
     *
     * @param errorType the code of the failure, such as {@code llm_timeout}
     */
    default void failed(String errorType) {}

    /** A repair request is over. It is a success if its response was valid. */
    default void repaired(Status status) {}

    /** An attempt failed, and there will be another one after the backoff. */
    default void retried() {}

    /** The circuit breaker opened or closed. */
    default void circuit(boolean open) {}
}
