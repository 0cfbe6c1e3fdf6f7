package org.meetinginsights.idempotency;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a listener is told. */
public final class RecordedAnswers implements ExecutionListener {

    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final List<Throwable> defects = new CopyOnWriteArrayList<>();

    public List<Answer> answers() {
        return answers;
    }

    public List<Throwable> defects() {
        return defects;
    }

    @Override
    public void answered(IdempotentRequest request, Answer answer) {
        answers.add(answer);
    }

    @Override
    public void broke(IdempotentRequest request, Throwable cause) {
        defects.add(cause);
    }
}
