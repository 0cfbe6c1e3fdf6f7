package org.meetinginsights.idempotency;

/** Is told what became of each request; for logs and metrics. Called once for each, on any thread; must not block. */
public interface ExecutionListener {

    void answered(IdempotentRequest request, Answer answer);

    /** A defect of ours, or of what the call runs; the caller gets an internal error. */
    void broke(IdempotentRequest request, Throwable cause);
}
