package org.meetinginsights.observability;

import java.util.List;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.ExecutionListener;
import org.meetinginsights.idempotency.IdempotentRequest;

/** Tells several listeners, in their order. */
public final class ExecutionListeners implements ExecutionListener {

    private final List<ExecutionListener> listeners;

    public ExecutionListeners(ExecutionListener... listeners) {
        this.listeners = List.of(listeners);
    }

    @Override
    public void answered(IdempotentRequest request, Answer answer) {
        listeners.forEach(listener -> listener.answered(request, answer));
    }

    @Override
    public void broke(IdempotentRequest request, Throwable cause) {
        listeners.forEach(listener -> listener.broke(request, cause));
    }
}
