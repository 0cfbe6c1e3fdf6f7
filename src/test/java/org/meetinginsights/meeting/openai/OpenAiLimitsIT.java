package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.meeting.openai.Analyses.failedOf;
import static org.meetinginsights.meeting.openai.Analyses.failureOf;
import static org.meetinginsights.meeting.openai.Analyses.findingsOf;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Caller;
import org.meetinginsights.meeting.Operation;
import org.meetinginsights.meeting.openai.resilience.ModelCircuitBreaker;

/** Limits of concurrency and time. */
class OpenAiLimitsIT {

    private static final Failure TIMEOUT = Failure.upstream("llm_timeout");

    private final AnalystFixture fixture = new AnalystFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void moreConcurrentCallsThanTheSdksDefaultReachTheServer() {
        fixture.maxConcurrent = 80;
        fixture.stub.hold();

        List<CompletionStage<Analysis>> calls = start(fixture.analyst(), 80);

        await().until(() -> fixture.stub.inFlight() == 80);
        fixture.stub.release();
        assertThat(calls).allSatisfy(call -> assertThat(findingsOf(call)).isNotNull());
    }

    @Test
    void callsOverTheLimitWait() {
        fixture.maxConcurrent = 2;
        fixture.maxQueued = 8;
        fixture.stub.hold();

        List<CompletionStage<Analysis>> calls = start(fixture.analyst(), 5);

        await().until(() -> fixture.stub.inFlight() == 2);
        await().during(Duration.ofMillis(200)).until(() -> fixture.stub.calls() == 2);
        fixture.stub.release();
        assertThat(calls).allSatisfy(call -> assertThat(findingsOf(call)).isNotNull());
    }

    @Test
    void callsOverLimitAndQueueAreRejectedAtOnce() {
        fixture.maxConcurrent = 1;
        fixture.maxQueued = 1;
        fixture.stub.hold();
        OpenAiAnalyst analyst = fixture.analyst();
        start(analyst, 1);
        extractForAnother(analyst);

        CompletionStage<Analysis> third = AnalystFixture.extract(analyst);

        assertThat(third.toCompletableFuture())
                .isCompletedWithValue(
                        new Analysis.Failed(Failure.refused("overloaded", Duration.ofSeconds(1)), Usage.FREE));
    }

    @Test
    void onePayersQueueLeavesPlacesForAnother() {
        fixture.maxConcurrent = 1;
        fixture.maxQueued = 7;
        fixture.stub.hold();
        OpenAiAnalyst analyst = fixture.analyst();
        start(analyst, 4);

        CompletionStage<Analysis> fifth = AnalystFixture.extract(analyst);
        CompletionStage<Analysis> others = extractForAnother(analyst);

        assertThat(failureOf(fifth).code()).isEqualTo("overloaded");
        fixture.stub.release();
        assertThat(findingsOf(others)).isNotNull();
    }

    private static CompletionStage<Analysis> extractForAnother(OpenAiAnalyst analyst) {
        Caller another = new Caller("test", "another key", "another request");
        return analyst.analyze(Operation.EXTRACT, Meetings.lengthy(), another);
    }

    @Test
    void aCancelledCallGoesOnAndReleasesItsPermit() {
        fixture.maxConcurrent = 1;
        fixture.maxQueued = 0;
        fixture.stub.hold();
        OpenAiAnalyst analyst = fixture.analyst();
        AnalystFixture.extract(analyst).toCompletableFuture().cancel(true);
        await().until(() -> fixture.stub.inFlight() == 1);

        fixture.stub.release();

        await().untilAsserted(() ->
                assertThat(findingsOf(AnalystFixture.extract(analyst))).isNotNull());
    }

    /** OkHttp's default read timeout is ten seconds, and a model may take longer. */
    @Test
    void anAttemptHasItsFullTime() {
        fixture.stub.hold();
        CompletableFuture<Analysis> call = fixture.extract().toCompletableFuture();

        await().during(Duration.ofMillis(10_500)).atMost(Duration.ofSeconds(15)).until(() -> !call.isDone());
        fixture.stub.release();

        assertThat(findingsOf(call)).isNotNull();
    }

    @Test
    void theDeadlineCutsAnAttemptShort() {
        fixture.deadline = Duration.ofMillis(500);
        fixture.stub.planHang();

        assertThat(failureOf(fixture.extract())).isEqualTo(TIMEOUT);
    }

    @Test
    void theDeadlineIncludesTheWaitInTheQueue() {
        fixture.deadline = Duration.ofMillis(500);
        fixture.maxConcurrent = 1;
        fixture.stub.hold();

        List<CompletionStage<Analysis>> calls = start(fixture.analyst(), 2);

        assertThat(calls).allSatisfy(call -> assertThat(failureOf(call)).isEqualTo(TIMEOUT));
    }

    @Test
    void aBackoffBeyondTheDeadlineIsNotStarted() {
        fixture.deadline = Duration.ofSeconds(5);
        fixture.maxRetries = 5;
        fixture.stub.plan(aResponse().withStatus(503).withHeader("Retry-After", "6"));

        assertThat(failureOf(fixture.extract()))
                .isEqualTo(Failure.upstream("llm_unavailable").withUpstreamStatus(503));
        assertThat(fixture.stub.calls()).isEqualTo(1);
    }

    @Test
    void theDeadlineIncludesTheRepairAndKeepsTheCostOfTheFirstRequest() {
        fixture.deadline = Duration.ofSeconds(2);
        fixture.stub.planContent("flawed");
        fixture.stub.planHang();

        Analysis.Failed failed = failedOf(fixture.extract());

        assertThat(failed.failure()).isEqualTo(TIMEOUT);
        assertThat(failed.usage()).isEqualTo(new Usage(1_000, 100, 3_500_000));
    }

    @Test
    void theDeadlineEndsTheHttpCallAndReleasesItsPermit() {
        fixture.deadline = Duration.ofSeconds(2);
        fixture.maxRetries = 2;
        fixture.maxConcurrent = 1;
        fixture.stub.planHang();
        OpenAiAnalyst analyst = fixture.analyst();
        failureOf(AnalystFixture.extract(analyst));

        assertThat(findingsOf(AnalystFixture.extract(analyst))).isNotNull();
        assertThat(fixture.stub.calls()).isEqualTo(2);
    }

    @Test
    void aModelThatDoesNotAnswerUntilTheDeadlineCountsAsAnOutage() {
        fixture.attemptTimeout = Duration.ofSeconds(20);
        fixture.deadline = Duration.ofMillis(300);
        fixture.maxConcurrent = ModelCircuitBreaker.MINIMUM_CALLS;
        fixture.stub.answerWith(request -> fixture.stub.hang());
        OpenAiAnalyst analyst = fixture.analyst();
        start(analyst, ModelCircuitBreaker.MINIMUM_CALLS).forEach(Analyses::failureOf);

        await().untilAsserted(() ->
                assertThat(failureOf(AnalystFixture.extract(analyst)).code()).isEqualTo("overloaded"));
    }

    /** Ten calls succeed, and ten more start with half a second left. Ten outages of twenty would open the circuit breaker. */
    @Test
    void aCallThatWaitedUntilLittleTimeWasLeftDoesNotCountAsAnOutage() {
        fixture.deadline = Duration.ofSeconds(4);
        fixture.maxConcurrent = ModelCircuitBreaker.MINIMUM_CALLS;
        fixture.maxQueued = 3 * ModelCircuitBreaker.MINIMUM_CALLS;
        String content = StubCompletions.extraction().build().toString();
        fixture.stub.answerWith(request ->
                aResponse().withBody(StubCompletions.completion(content)).withFixedDelay(3_000));
        OpenAiAnalyst analyst = fixture.analyst();
        List<CompletionStage<Analysis>> calls = start(analyst, 2 * ModelCircuitBreaker.MINIMUM_CALLS);

        assertThat(calls.subList(0, ModelCircuitBreaker.MINIMUM_CALLS))
                .allSatisfy(call -> assertThat(findingsOf(call)).isNotNull());
        assertThat(calls.subList(ModelCircuitBreaker.MINIMUM_CALLS, 2 * ModelCircuitBreaker.MINIMUM_CALLS))
                .allSatisfy(call -> assertThat(failureOf(call)).isEqualTo(TIMEOUT));
        fixture.stub.answerWell();
        assertThat(findingsOf(AnalystFixture.extract(analyst))).isNotNull();
    }

    @Test
    void theModelsErrorIsReturnedIfTheCircuitOpensBeforeTheRetry() {
        fixture.maxRetries = 1;
        fixture.maxConcurrent = 2 * ModelCircuitBreaker.MINIMUM_CALLS;
        fixture.stub.plan(aResponse().withStatus(503).withHeader("Retry-After", "2"));
        OpenAiAnalyst analyst = fixture.analyst();
        CompletionStage<Analysis> pausing = AnalystFixture.extract(analyst);
        await().until(() -> fixture.stub.calls() == 1);
        openTheCircuit(analyst);

        assertThat(failureOf(pausing))
                .isEqualTo(Failure.upstream("llm_unavailable").withUpstreamStatus(503));
    }

    @Test
    void aRepairThatTheCircuitBreakerRejectsStillCostsTheFirstRequest() {
        fixture.maxConcurrent = 2 * ModelCircuitBreaker.MINIMUM_CALLS;
        fixture.stub.plan(
                aResponse().withBody(StubCompletions.completion("flawed")).withFixedDelay(2_000));
        OpenAiAnalyst analyst = fixture.analyst();
        CompletionStage<Analysis> flawed = AnalystFixture.extract(analyst);
        await().until(() -> fixture.stub.calls() == 1);
        openTheCircuit(analyst);

        Analysis.Failed failed = failedOf(flawed);

        assertThat(failed.failure()).isEqualTo(Failure.upstream("llm_unavailable"));
        assertThat(failed.usage()).isEqualTo(new Usage(1_000, 100, 3_500_000));
    }

    private void openTheCircuit(OpenAiAnalyst analyst) {
        fixture.stub.answerWithStatus(500);
        start(analyst, ModelCircuitBreaker.MINIMUM_CALLS).forEach(Analyses::failureOf);
        assertThat(failureOf(AnalystFixture.extract(analyst)).code()).isEqualTo("overloaded");
    }

    private static List<CompletionStage<Analysis>> start(OpenAiAnalyst analyst, int calls) {
        return Stream.generate(() -> AnalystFixture.extract(analyst))
                .limit(calls)
                .toList();
    }
}
