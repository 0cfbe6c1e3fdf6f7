package org.meetinginsights.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.meetinginsights.meeting.openai.OpenAiStub;

/** Hands each test of a class a model that is well, counts what the test has it called, and stops it after the last one. */
final class PlayedModel implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private final OpenAiStub model;
    private int before;

    PlayedModel(OpenAiStub model) {
        this.model = model;
    }

    /** Calls that have come in since the test began. */
    int calls() {
        return model.calls() - before;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        model.answerWithStatus(200);
        before = model.calls();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        model.release();
        await("nothing is held").atMost(30, SECONDS).until(() -> model.inFlight() == 0);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        model.close();
    }
}
