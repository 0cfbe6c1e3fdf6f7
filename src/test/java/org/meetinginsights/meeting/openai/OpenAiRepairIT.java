package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.meeting.openai.Analyses.completionOf;
import static org.meetinginsights.meeting.openai.Analyses.failedOf;
import static org.meetinginsights.meeting.openai.Analyses.findingsOf;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.io.StringReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.observability.metrics.ModelMetrics;
import org.meetinginsights.observability.metrics.RecordedMetrics;

/** The one repair request, in which the model may correct the form of its response. */
class OpenAiRepairIT {

    private static final String SHORT =
            StubCompletions.extraction().add("summary", "Too short.").build().toString();

    private final AnalystFixture fixture = new AnalystFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anInvalidResponseIsRepaired() {
        fixture.stub.planContent(SHORT);

        assertThat(((Extraction) findingsOf(fixture.extract())).summary()).isEqualTo(StubCompletions.words(120));
        assertThat(fixture.stub.calls()).isEqualTo(2);
    }

    @Test
    void aRepairThatHelpedIsCountedAsASuccess() {
        RecordedMetrics metrics = new RecordedMetrics();
        fixture.listener = new ModelMetrics(metrics.registry(), fixture.model);
        fixture.stub.planContent(SHORT);

        findingsOf(fixture.extract());

        assertThat(metrics.count("openai_repair_attempts_total{status=success}"))
                .isOne();
    }

    @Test
    void theRepairRequestHasTheResponseAndItsViolations() {
        fixture.stub.planContent(SHORT);
        findingsOf(fixture.extract());

        JsonArray messages = messagesOfCall(1);

        assertThat(messages.getJsonObject(2).getString("role")).isEqualTo("assistant");
        assertThat(messages.getJsonObject(2).getString("content")).isEqualTo(SHORT);
        assertThat(messages.getJsonObject(3).getString("role")).isEqualTo("user");
        assertThat(messages.getJsonObject(3).getString("content"))
                .contains("- The summary has 2 words; it must have 100 to 200.");
    }

    @Test
    void theRepairRequestStartsWithTheSameMessages() {
        fixture.stub.planContent(SHORT);
        findingsOf(fixture.extract());

        assertThat(messagesOfCall(1).subList(0, 2)).isEqualTo(messagesOfCall(0));
    }

    @Test
    void bothRequestsArePaid() {
        fixture.stub.planContent(SHORT);

        Usage usage = completionOf(fixture.extract()).usage();

        assertThat(usage).isEqualTo(new Usage(2_000, 200, 7_000_000));
    }

    @Test
    void thereIsNoThirdRequest() {
        fixture.stub.planContent(SHORT);
        fixture.stub.planContent(SHORT);

        Analysis.Failed failed = failedOf(fixture.extract());

        assertThat(failed.failure()).isEqualTo(Failure.upstream("llm_invalid_response"));
        assertThat(failed.usage()).isEqualTo(new Usage(2_000, 200, 7_000_000));
        assertThat(fixture.stub.calls()).isEqualTo(2);
    }

    @Test
    void aFailedRepairStillCostsTheFirstRequest() {
        fixture.stub.planContent(SHORT);
        fixture.stub.plan(aResponse().withStatus(500));

        Analysis.Failed failed = failedOf(fixture.extract());

        assertThat(failed.failure())
                .isEqualTo(Failure.upstream("llm_unavailable").withUpstreamStatus(500));
        assertThat(failed.usage()).isEqualTo(new Usage(1_000, 100, 3_500_000));
    }

    @Test
    void anEmptyResponseIsNotSentBack() {
        fixture.stub.planContent("");

        assertThat(findingsOf(fixture.extract())).isNotNull();
        assertThat(messagesOfCall(1)).hasSize(3);
    }

    @Test
    void unknownPropertiesNeedNoRepair() {
        fixture.stub.planContent(
                StubCompletions.extraction().add("mood", "sunny").build().toString());

        assertThat(findingsOf(fixture.extract())).isNotNull();
        assertThat(fixture.stub.calls()).isEqualTo(1);
    }

    private JsonArray messagesOfCall(int index) {
        String body = fixture.stub.requests().get(index).getBodyAsString();
        return Json.createReader(new StringReader(body)).readObject().getJsonArray("messages");
    }
}
