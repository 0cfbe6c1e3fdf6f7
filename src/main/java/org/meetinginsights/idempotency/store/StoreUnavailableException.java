package org.meetinginsights.idempotency.store;

/** The store did not answer in time, or is not there. What was asked of it may have happened all the same. */
public class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreUnavailableException(String message) {
        super(message);
    }
}
