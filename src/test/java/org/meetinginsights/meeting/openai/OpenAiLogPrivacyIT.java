package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.meeting.openai.Analyses.failureOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What never leaves the process by way of the log, at any level of ours. */
class OpenAiLogPrivacyIT {

    private static final String MODEL_TEXT = "Quetzalcoatlus";

    private final AnalystFixture fixture = new AnalystFixture();
    private final LogCapture tap = new LogCapture();

    @BeforeEach
    void listen() {
        tap.open();
    }

    @AfterEach
    void close() {
        tap.close();
        fixture.close();
    }

    @Test
    void invalidResponsesLeaveNoText() {
        fixture.stub.planContent("{\"" + MODEL_TEXT + "\": \"" + MODEL_TEXT);
        fixture.stub.planContent("{\"" + MODEL_TEXT + "\": \"" + MODEL_TEXT + "\"}");

        failureOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID));

        assertThat(tap.lines()).isNotEmpty().noneMatch(OpenAiLogPrivacyIT::tellsTooMuch);
    }

    @Test
    void aBodyThatIsNotAChatCompletionLeavesNoText() {
        fixture.stub.plan(aResponse().withBody("{\"choices\": \"" + MODEL_TEXT + "\"}"));

        failureOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID));

        assertThat(tap.lines()).isNotEmpty().noneMatch(OpenAiLogPrivacyIT::tellsTooMuch);
    }

    @Test
    void errorResponsesLeaveNoText() {
        fixture.stub.plan(aResponse()
                .withStatus(400)
                .withBody("{\"error\": {\"message\": \"" + MODEL_TEXT + "\", \"code\": \"" + MODEL_TEXT + "\"}}"));

        failureOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID));

        assertThat(tap.lines()).isNotEmpty().noneMatch(OpenAiLogPrivacyIT::tellsTooMuch);
    }

    @Test
    void aFailureIsLoggedWithCodeAndStatus() {
        fixture.stub.answerWithStatus(401);

        failureOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID));

        assertThat(tap.lines())
                .anyMatch(line ->
                        line.contains("[MODEL FAILED] operation=extract | code=llm_unavailable | status=401 | type="));
    }

    private static boolean tellsTooMuch(String line) {
        return line.contains(Meetings.SECRET_WORD)
                || line.contains(MODEL_TEXT)
                || line.contains(AnalystFixture.API_KEY);
    }
}
