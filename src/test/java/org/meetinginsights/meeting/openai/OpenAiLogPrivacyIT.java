package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.meeting.openai.Analyses.failureOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Neither transcripts nor the model's text nor keys get into the log, at any level. */
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

        assertThat(tap.lines()).isNotEmpty().noneMatch(OpenAiLogPrivacyIT::hasSecret);
    }

    @Test
    void aBodyThatIsNotAChatCompletionLeavesNoText() {
        fixture.stub.plan(aResponse().withBody("{\"choices\": \"" + MODEL_TEXT + "\"}"));

        failureOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID));

        assertThat(tap.lines()).isNotEmpty().noneMatch(OpenAiLogPrivacyIT::hasSecret);
    }

    @Test
    void errorResponsesLeaveNoText() {
        fixture.stub.plan(aResponse()
                .withStatus(400)
                .withBody("{\"error\": {\"message\": \"" + MODEL_TEXT + "\", \"code\": \"" + MODEL_TEXT + "\"}}"));

        failureOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID));

        assertThat(tap.lines()).isNotEmpty().noneMatch(OpenAiLogPrivacyIT::hasSecret);
    }

    @Test
    void aFailureIsLoggedWithCodeAndStatus() {
        fixture.stub.answerWithStatus(401);

        failureOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID));

        assertThat(tap.lines())
                .anyMatch(line ->
                        line.contains("[MODEL FAILED] operation=extract | code=llm_unavailable | status=401 | type="));
    }

    private static boolean hasSecret(String line) {
        return line.contains(Meetings.SECRET_WORD)
                || line.contains(MODEL_TEXT)
                || line.contains(AnalystFixture.API_KEY);
    }
}
