package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.meeting.openai.Analyses.failureOf;
import static org.meetinginsights.meeting.openai.Analyses.findingsOf;

import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.Analysis;

/** The failure for each error of a call. */
class OpenAiFailureIT {

    private final AnalystFixture fixture = new AnalystFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"choices\": 5}", "[1]"})
    void aBodyThatIsNotAChatCompletionIsInvalid(String body) {
        fixture.stub.plan(aResponse().withBody(body));

        assertThat(failure()).isEqualTo(Failure.upstream("llm_invalid_response"));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 422})
    void everyOtherStatusIsUnavailableWithItsNumber(int status) {
        fixture.stub.answerWithStatus(status);

        assertThat(failure()).isEqualTo(Failure.upstream("llm_unavailable").withUpstreamStatus(status));
    }

    @Test
    void aRedirectIsNotFollowed() {
        fixture.stub.plan(aResponse().withStatus(307).withHeader("Location", "/elsewhere"));

        assertThat(failure()).isEqualTo(Failure.upstream("llm_unavailable").withUpstreamStatus(307));
        assertThat(fixture.stub.calls()).isEqualTo(1);
    }

    @Test
    void aRetryableFailureIsRetried() {
        fixture.maxRetries = 1;
        fixture.stub.plan(aResponse().withStatus(500));

        assertThat(findingsOf(fixture.extract())).isNotNull();
        assertThat(fixture.stub.calls()).isEqualTo(2);
    }

    @Test
    void aClosedAnalystFailsAtOnce() {
        OpenAiAnalyst analyst = fixture.analyst();
        analyst.close();

        assertThat(failureOf(AnalystFixture.extract(analyst))).isEqualTo(Failure.upstream("llm_unavailable"));
    }

    @Test
    void closingEndsTheCallsInFlight() {
        fixture.maxRetries = 2;
        fixture.stub.planHang();
        OpenAiAnalyst analyst = fixture.analyst();
        CompletionStage<Analysis> call = AnalystFixture.extract(analyst);
        await().until(() -> fixture.stub.inFlight() == 1);

        analyst.close();

        assertThat(failureOf(call)).isEqualTo(Failure.upstream("llm_unavailable"));
    }

    private Failure failure() {
        return failureOf(fixture.extract());
    }
}
