package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.meeting.openai.Outcomes.failedOf;
import static org.meetinginsights.meeting.openai.Outcomes.failureOf;
import static org.meetinginsights.meeting.openai.Outcomes.findingsOf;

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
import org.meetinginsights.meeting.Extraction;

/** How many, and how long. */
class OpenAiLimitsIT {

    private static final Failure TIMEOUT = Failure.upstream("llm_timeout");

    private final AnalystFixture fixture = new AnalystFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void moreCallsThanTheSdkAllowsByItselfReachTheServerAtOnce() {
        fixture.maxConcurrent = 80;
        fixture.stub.hold();

        List<CompletionStage<Analysis<Extraction>>> calls = start(fixture.analyst(), 80);

        await().until(() -> fixture.stub.inFlight() == 80);
        fixture.stub.release();
        assertThat(calls).allSatisfy(call -> assertThat(findingsOf(call)).isNotNull());
    }

    @Test
    void callsBeyondTheLimitWaitUntilOneIsFree() {
        fixture.maxConcurrent = 2;
        fixture.maxQueued = 3;
        fixture.stub.hold();

        List<CompletionStage<Analysis<Extraction>>> calls = start(fixture.analyst(), 5);

        await().until(() -> fixture.stub.inFlight() == 2);
        await().during(Duration.ofMillis(200)).until(() -> fixture.stub.calls() == 2);
        fixture.stub.release();
        assertThat(calls).allSatisfy(call -> assertThat(findingsOf(call)).isNotNull());
    }

    @Test
    void callsBeyondLimitAndQueueAreRefusedAtOnceWithoutAsking() {
        fixture.maxConcurrent = 1;
        fixture.maxQueued = 1;
        fixture.stub.hold();
        OpenAiAnalyst analyst = fixture.analyst();
        start(analyst, 2);

        CompletionStage<Analysis<Extraction>> third = AnalystFixture.extract(analyst);

        assertThat(third.toCompletableFuture())
                .isCompletedWithValue(
                        new Analysis.Failed<>(Failure.refused("overloaded", Duration.ofSeconds(1)), Usage.FREE));
    }

    @Test
    void aCallerWhoHangsUpNeitherEndsAPaidCallNorLosesItsPlace() {
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

    /** OkHttp by itself waits ten seconds for something to read, and a model may think for longer. */
    @Test
    void anAttemptHasAllOfItsTime() {
        fixture.stub.hold();
        CompletableFuture<Analysis<Extraction>> call = fixture.extract().toCompletableFuture();

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
    void theDeadlineCountsTheWaitInTheQueue() {
        fixture.deadline = Duration.ofMillis(500);
        fixture.maxConcurrent = 1;
        fixture.stub.hold();

        List<CompletionStage<Analysis<Extraction>>> calls = start(fixture.analyst(), 2);

        assertThat(calls).allSatisfy(call -> assertThat(failureOf(call)).isEqualTo(TIMEOUT));
    }

    @Test
    void aPauseThatWouldOutlastTheDeadlineIsNotBegun() {
        fixture.deadline = Duration.ofSeconds(5);
        fixture.maxRetries = 5;
        fixture.stub.plan(aResponse().withStatus(503).withHeader("Retry-After", "6"));

        assertThat(failureOf(fixture.extract()))
                .isEqualTo(Failure.upstream("llm_unavailable").withUpstreamStatus(503));
        assertThat(fixture.stub.calls()).isEqualTo(1);
    }

    @Test
    void theDeadlineCountsTheRepairAndRemembersWhatTheFirstTurnCost() {
        fixture.deadline = Duration.ofSeconds(2);
        fixture.stub.planContent("flawed");
        fixture.stub.planHang();

        Analysis.Failed<Extraction> failed = failedOf(fixture.extract());

        assertThat(failed.failure()).isEqualTo(TIMEOUT);
        assertThat(failed.usage()).isEqualTo(new Usage(1_000, 100, 3_500_000));
    }

    @Test
    void theDeadlineEndsTheHttpCallAsWellSoThatTheNextOneHasItsPlace() {
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
    void aModelThatIsAskedUntilTheDeadlineAndDoesNotAnswerIsAway() {
        fixture.attemptTimeout = Duration.ofSeconds(20);
        fixture.deadline = Duration.ofMillis(300);
        fixture.maxConcurrent = ModelCircuit.AT_LEAST;
        fixture.stub.answerWith(request -> fixture.stub.hang());
        OpenAiAnalyst analyst = fixture.analyst();
        start(analyst, ModelCircuit.AT_LEAST).forEach(Outcomes::failureOf);

        await().untilAsserted(() ->
                assertThat(failureOf(AnalystFixture.extract(analyst)).code()).isEqualTo("overloaded"));
    }

    /** Ten are answered, and ten more begin when half a second is left. Ten outages of twenty would open the circuit. */
    @Test
    void whoWaitedUntilLittleTimeWasLeftSaysNothingAboutTheModel() {
        fixture.deadline = Duration.ofSeconds(4);
        fixture.maxConcurrent = ModelCircuit.AT_LEAST;
        fixture.maxQueued = ModelCircuit.AT_LEAST;
        String content = StubAnswers.extraction().build().toString();
        fixture.stub.answerWith(
                request -> aResponse().withBody(StubAnswers.completion(content)).withFixedDelay(3_000));
        OpenAiAnalyst analyst = fixture.analyst();
        List<CompletionStage<Analysis<Extraction>>> calls = start(analyst, 2 * ModelCircuit.AT_LEAST);

        assertThat(calls.subList(0, ModelCircuit.AT_LEAST))
                .allSatisfy(call -> assertThat(findingsOf(call)).isNotNull());
        assertThat(calls.subList(ModelCircuit.AT_LEAST, 2 * ModelCircuit.AT_LEAST))
                .allSatisfy(call -> assertThat(failureOf(call)).isEqualTo(TIMEOUT));
        fixture.stub.answerWell();
        assertThat(findingsOf(AnalystFixture.extract(analyst))).isNotNull();
    }

    @Test
    void whatTheModelSaidStaysTrueWhenTheCircuitOpensBeforeTheNextAttempt() {
        fixture.maxRetries = 1;
        fixture.maxConcurrent = 2 * ModelCircuit.AT_LEAST;
        fixture.stub.plan(aResponse().withStatus(503).withHeader("Retry-After", "2"));
        OpenAiAnalyst analyst = fixture.analyst();
        CompletionStage<Analysis<Extraction>> pausing = AnalystFixture.extract(analyst);
        await().until(() -> fixture.stub.calls() == 1);
        openTheCircuit(analyst);

        assertThat(failureOf(pausing))
                .isEqualTo(Failure.upstream("llm_unavailable").withUpstreamStatus(503));
    }

    @Test
    void aRepairThatTheCircuitForbidsDoesNotMakeTheFirstTurnUndone() {
        fixture.maxConcurrent = 2 * ModelCircuit.AT_LEAST;
        fixture.stub.plan(aResponse().withBody(StubAnswers.completion("flawed")).withFixedDelay(2_000));
        OpenAiAnalyst analyst = fixture.analyst();
        CompletionStage<Analysis<Extraction>> flawed = AnalystFixture.extract(analyst);
        await().until(() -> fixture.stub.calls() == 1);
        openTheCircuit(analyst);

        Analysis.Failed<Extraction> failed = failedOf(flawed);

        assertThat(failed.failure()).isEqualTo(Failure.upstream("llm_unavailable"));
        assertThat(failed.usage()).isEqualTo(new Usage(1_000, 100, 3_500_000));
    }

    private void openTheCircuit(OpenAiAnalyst analyst) {
        fixture.stub.answerWithStatus(500);
        start(analyst, ModelCircuit.AT_LEAST).forEach(Outcomes::failureOf);
        assertThat(failureOf(AnalystFixture.extract(analyst)).code()).isEqualTo("overloaded");
    }

    private static List<CompletionStage<Analysis<Extraction>>> start(OpenAiAnalyst analyst, int calls) {
        return Stream.generate(() -> AnalystFixture.extract(analyst))
                .limit(calls)
                .toList();
    }
}
