package org.meetinginsights.meeting.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.meeting.openai.Analyses.outcomeOf;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.meeting.openai.chat.ModelCallListener;

/** The events of the listener. */
class OpenAiListenerIT {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AnalystFixture fixture = new AnalystFixture();

    OpenAiListenerIT() {
        fixture.listener = new Notes();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aValidResponseIsOneRequest() {
        outcomeOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID));

        assertThat(events).containsExactly("requested gpt-4o SUCCESS");
    }

    @Test
    void retriesBelongToTheSameRequest() {
        fixture.maxRetries = 1;
        fixture.stub.answerWithStatus(500);

        outcomeOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID));

        assertThat(events).containsExactly("retried", "requested gpt-4o ERROR", "failed llm_unavailable");
    }

    @Test
    void aSuccessfulRepairIsReported() {
        fixture.stub.planContent("flawed");

        outcomeOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID));

        assertThat(events).containsExactly("requested gpt-4o SUCCESS", "requested gpt-4o SUCCESS", "repaired SUCCESS");
    }

    @Test
    void anUnsuccessfulRepairIsReported() {
        fixture.stub.planContent("flawed");
        fixture.stub.planContent("flawed");

        outcomeOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID));

        assertThat(events)
                .containsExactly(
                        "requested gpt-4o SUCCESS",
                        "requested gpt-4o SUCCESS",
                        "repaired ERROR",
                        "failed llm_invalid_response");
    }

    private final class Notes implements ModelCallListener {

        @Override
        public void requested(String model, Status status) {
            events.add("requested " + model + " " + status);
        }

        @Override
        public void failed(String errorType) {
            events.add("failed " + errorType);
        }

        @Override
        public void repaired(Status status) {
            events.add("repaired " + status);
        }

        @Override
        public void retried() {
            events.add("retried");
        }

        @Override
        public void circuit(boolean open) {
            events.add("circuit " + (open ? "open" : "closed"));
        }
    }
}
