package org.meetinginsights.observability.log;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import org.meetinginsights.http.problem.UnexpectedError;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.ExecutionListener;
import org.meetinginsights.idempotency.IdempotentRequest;

/** Calls several listeners in order. If one throws, the others are still called and the caller still gets the answer. */
public final class ExecutionListeners implements ExecutionListener {

    private static final Logger LOG = System.getLogger(ExecutionListeners.class.getName());

    private final List<ExecutionListener> listeners;

    public ExecutionListeners(ExecutionListener... listeners) {
        this.listeners = List.of(listeners);
    }

    @Override
    public void answered(IdempotentRequest request, Answer answer) {
        callEach(listener -> listener.answered(request, answer));
    }

    @Override
    public void broke(IdempotentRequest request, Throwable cause) {
        callEach(listener -> listener.broke(request, cause));
    }

    private void callEach(Consumer<ExecutionListener> call) {
        for (ExecutionListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, () -> UnexpectedError.describe(e));
            }
        }
    }
}
