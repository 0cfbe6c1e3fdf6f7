package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.meeting.openai.Analyses.failedOf;
import static org.meetinginsights.meeting.openai.Analyses.failureOf;
import static org.meetinginsights.meeting.openai.Analyses.findingsOf;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Extraction;

/** The failure for each error of a call. */
class OpenAiFailureIT {

    private final AnalystFixture fixture = new AnalystFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aResponseCutOffAtTheTokenLimitIsTruncatedEvenIfItLooksComplete() {
        String whole = StubCompletions.extraction().build().toString();
        fixture.stub.plan(aResponse().withBody(StubCompletions.completion(whole, "length")));

        assertThat(failure()).isEqualTo(Failure.upstream("llm_truncated"));
    }

    @Test
    void aResponseStoppedByTheContentFilterIsRefusedEvenIfItLooksComplete() {
        String whole = StubCompletions.extraction().build().toString();
        fixture.stub.plan(aResponse().withBody(StubCompletions.completion(whole, "content_filter")));

        assertThat(failure()).isEqualTo(Failure.upstream("llm_refused"));
    }

    @Test
    void aRefusalIsPaid() {
        fixture.stub.plan(aResponse().withBody(StubCompletions.refusal("I cannot help with that.")));

        Analysis.Failed<Extraction> failed =
                failedOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID));

        assertThat(failed.failure()).isEqualTo(Failure.upstream("llm_refused"));
        assertThat(failed.usage()).isEqualTo(new Usage(1_000, 100, 3_500_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>Welcome to the proxy</html>", "{}", "{\"choices\": []}", "{\"choices\": 5}", "[1]", ""})
    void aBodyThatIsNotAChatCompletionIsInvalid(String body) {
        fixture.stub.plan(aResponse().withBody(body));

        assertThat(failure()).isEqualTo(Failure.upstream("llm_invalid_response"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422, 500, 503})
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
    void aRateLimitHasItsRetryAfter() {
        fixture.stub.plan(aResponse().withStatus(429).withHeader("Retry-After", "7"));

        assertThat(failure())
                .isEqualTo(Failure.upstream("llm_rate_limited")
                        .withUpstreamStatus(429)
                        .withRetryAfter(Duration.ofSeconds(7)));
    }

    @Test
    void aRateLimitWithoutRetryAfterIsARateLimit() {
        fixture.stub.answerWithStatus(429);

        assertThat(failure()).isEqualTo(Failure.upstream("llm_rate_limited").withUpstreamStatus(429));
    }

    @Test
    void aRetryableFailureIsRetried() {
        fixture.maxRetries = 1;
        fixture.stub.plan(aResponse().withStatus(500));

        assertThat(findingsOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID)))
                .isNotNull();
        assertThat(fixture.stub.calls()).isEqualTo(2);
    }

    @Test
    void aModelThatDoesNotAnswerInTimeIsATimeout() {
        fixture.attemptTimeout = Duration.ofMillis(300);
        fixture.stub.planHang();

        assertThat(failure()).isEqualTo(Failure.upstream("llm_timeout"));
    }

    @Test
    void aDroppedConnectionIsUnavailable() {
        fixture.stub.planDroppedConnection();

        assertThat(failure()).isEqualTo(Failure.upstream("llm_unavailable"));
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        fixture.baseUrl = URI.create("http://127.0.0.1:1/v1");

        assertThat(failure()).isEqualTo(Failure.upstream("llm_unavailable"));
    }

    @Test
    void aClosedAnalystFailsAtOnce() {
        OpenAiAnalyst analyst = fixture.analyst();
        analyst.close();

        assertThat(failureOf(analyst.extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID)))
                .isEqualTo(Failure.upstream("llm_unavailable"));
    }

    @Test
    void closingEndsTheCallsInFlight() {
        fixture.maxRetries = 2;
        fixture.stub.planHang();
        OpenAiAnalyst analyst = fixture.analyst();
        CompletionStage<Analysis<Extraction>> call = analyst.extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID);
        await().until(() -> fixture.stub.inFlight() == 1);

        analyst.close();

        assertThat(failureOf(call)).isEqualTo(Failure.upstream("llm_unavailable"));
    }

    private Failure failure() {
        return failureOf(fixture.analyst().extract(Meetings.lengthy(), AnalystFixture.REQUEST_ID));
    }
}
