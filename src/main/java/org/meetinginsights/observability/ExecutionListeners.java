package org.meetinginsights.observability;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import org.meetinginsights.http.Defect;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.ExecutionListener;
import org.meetinginsights.idempotency.IdempotentRequest;

/** Tells several listeners, in their order. One that throws takes nothing from the others, nor from the caller's answer. */
public final class ExecutionListeners implements ExecutionListener {

    private static final Logger LOG = System.getLogger(ExecutionListeners.class.getName());

    private final List<ExecutionListener> listeners;

    public ExecutionListeners(ExecutionListener... listeners) {
        this.listeners = List.of(listeners);
    }

    @Override
    public void answered(IdempotentRequest request, Answer answer) {
        tell(listener -> listener.answered(request, answer));
    }

    @Override
    public void broke(IdempotentRequest request, Throwable cause) {
        tell(listener -> listener.broke(request, cause));
    }

    private void tell(Consumer<ExecutionListener> news) {
        for (ExecutionListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, () -> Defect.describe(e));
            }
        }
    }
}
