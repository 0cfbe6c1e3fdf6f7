package org.meetinginsights.observability.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.ExecutionListener;
import org.meetinginsights.idempotency.IdempotentRequest;

class ExecutionListenersTest {

    private final List<String> heard = new ArrayList<>();

    @Test
    void aListenerThatThrowsDoesNotAffectTheOthers() {
        ExecutionListeners listeners = new ExecutionListeners(new Throwing(), new Hearing());
        listeners.answered(null, null);
        listeners.broke(null, new IllegalStateException());

        assertThat(heard).containsExactly("answered", "broke");
    }

    private final class Hearing implements ExecutionListener {
        @Override
        public void answered(IdempotentRequest request, Answer answer) {
            heard.add("answered");
        }

        @Override
        public void broke(IdempotentRequest request, Throwable cause) {
            heard.add("broke");
        }
    }

    private static final class Throwing implements ExecutionListener {
        @Override
        public void answered(IdempotentRequest request, Answer answer) {
            throw new IllegalStateException("not today");
        }

        @Override
        public void broke(IdempotentRequest request, Throwable cause) {
            throw new IllegalStateException("not today");
        }
    }
}
