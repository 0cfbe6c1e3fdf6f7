package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.meeting.openai.Analyses.completionOf;
import static org.meetinginsights.meeting.openai.Analyses.failureOf;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Failure;

/** The hints for operators in the log. */
class OpenAiLogHintsIT {

    private final AnalystFixture fixture = new AnalystFixture();
    private final LogCapture log = new LogCapture();

    @BeforeEach
    void listen() {
        log.open();
    }

    @AfterEach
    void close() {
        log.close();
        fixture.close();
    }

    @Test
    void aFailureIsLoggedWithCodeAndStatus() {
        refuse(401, "", "");

        assertThat(linesWith("[MODEL FAILED] operation=extract | code=llm_unavailable | status=401 | type="))
                .hasSize(1);
    }

    @Test
    void aRefusedParameterIsNamed() {
        refuse(400, "temperature", "unsupported_value");

        assertThat(linesWith("[MODEL FAILED]"))
                .singleElement()
                .asString()
                .contains("hint=the server does not take this request: it names the parameter temperature");
    }

    @Test
    void anUnknownParameterIsNotNamed() {
        refuse(400, "the customer's name", "unsupported_value");

        assertThat(linesWith("[MODEL FAILED]"))
                .singleElement()
                .asString()
                .contains("hint=the server does not take this request")
                .doesNotContain("customer");
    }

    @ParameterizedTest
    @CsvSource({"401, OPENAI_API_KEY", "403, OPENAI_API_KEY", "404, OPENAI_MODEL"})
    void theConfigurationKeyIsNamed(int status, String key) {
        refuse(status, "", "");

        assertThat(linesWith("[MODEL FAILED]")).singleElement().asString().contains(key);
    }

    @Test
    void aContextLengthErrorOfTheServerIsTranscriptTooLong() {
        assertThat(refuse(400, "messages", "context_length_exceeded"))
                .isEqualTo(Failure.upstream("transcript_too_long")
                        .withUpstreamStatus(400)
                        .withDetail("The model's server finds the transcript too long for the model, whose context is"
                                + " taken to have 128000 tokens (OPENAI_CONTEXT_TOKENS). Send a shorter part of"
                                + " it."));
    }

    @Test
    void theLinesHaveTheRequestId() {
        fixture.stub.planContent("flawed");
        refuse(500, "", "");

        assertThat(linesWith("[" + AnalystFixture.REQUEST_ID + "] [MODEL REPAIR] operation=extract"))
                .hasSize(1);
        assertThat(linesWith("[" + AnalystFixture.REQUEST_ID + "] [MODEL FAILED] operation=extract"))
                .hasSize(1);
    }

    @Test
    void missingUsageIsLoggedOnce() {
        String content = StubCompletions.extraction().build().toString();
        fixture.stub.answerWith(request -> aResponse().withBody(StubCompletions.completionWithoutUsage(content)));
        OpenAiAnalyst analyst = fixture.analyst();

        assertThat(completionOf(AnalystFixture.extract(analyst)).usage()).isEqualTo(Usage.FREE);
        assertThat(completionOf(AnalystFixture.extract(analyst)).usage()).isEqualTo(Usage.FREE);

        assertThat(linesWith("does not say how many tokens")).hasSize(1);
    }

    @Test
    void aMissingPriceIsLoggedOnce() {
        fixture.model = "llama-of-the-house";
        OpenAiAnalyst analyst = fixture.analyst();
        completionOf(AnalystFixture.extract(analyst));

        Usage usage = completionOf(AnalystFixture.extract(analyst)).usage();

        assertThat(usage).isEqualTo(new Usage(1_000, 100, 0));
        assertThat(linesWith("No price is known")).hasSize(1);
    }

    private Failure refuse(int status, String parameter, String code) {
        fixture.stub.plan(aResponse()
                .withStatus(status)
                .withBody("{\"error\": {\"message\": \"no\", \"type\": \"invalid_request_error\", \"param\": \""
                        + parameter + "\", \"code\": \"" + code + "\"}}"));
        return failureOf(fixture.extract());
    }

    private List<String> linesWith(String words) {
        return log.lines().stream().filter(line -> line.contains(words)).toList();
    }
}
