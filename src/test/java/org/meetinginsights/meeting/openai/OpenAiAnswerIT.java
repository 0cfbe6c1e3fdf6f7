package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.meeting.openai.Analyses.completionOf;
import static org.meetinginsights.meeting.openai.Analyses.findingsOf;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.Operation;

/** Valid responses, and what they cost. */
class OpenAiAnswerIT {

    private final AnalystFixture fixture = new AnalystFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aValidExtractionIsReturned() {
        Extraction extraction = (Extraction) findingsOf(fixture.extract());

        assertThat(extraction.summary()).isEqualTo(StubCompletions.words(120));
        assertThat(extraction.keyPoints()).containsExactly("The balance rests in a current account.");
        assertThat(extraction.actionItems()).containsExactly("The banker sends a proposal by Friday.");
        assertThat(extraction.topics()).containsExactly("Savings", "Renovation");
    }

    @Test
    void aValidAssessmentIsReturned() {
        Assessment assessment = (Assessment)
                findingsOf(fixture.analyst().analyze(Operation.ANALYZE, Meetings.lengthy(), AnalystFixture.CALLER));

        assertThat(assessment.sentimentScore()).isEqualTo(0.7);
        assertThat(assessment.summary()).isEqualTo(StubCompletions.words(120));
        assertThat(assessment.keyPoints()).containsExactly("The balance rests in a current account.");
        assertThat(assessment.actionItems()).containsExactly("The banker sends a proposal by Friday.");
        assertThat(assessment.risks()).containsExactly("An earlier loss still hurts.");
    }

    @Test
    void metadataTheTranscriptDoesNotSayIsNull() {
        Extraction extraction = (Extraction) findingsOf(fixture.extract());

        assertThat(extraction.metadata())
                .hasAllNullFieldsOrPropertiesExcept("customerName")
                .hasFieldOrPropertyWithValue("customerName", "Helena");
    }

    @Test
    void aResponseWithoutAFinishReasonIsValid() {
        String content = StubCompletions.extraction().build().toString();
        fixture.stub.plan(
                aResponse().withBody(StubCompletions.completion(content).replace("\"finish_reason\":\"stop\",", "")));

        assertThat(findingsOf(fixture.extract())).isNotNull();
    }

    @Test
    void tokensAreCountedAndPriced() {
        Usage usage = completionOf(fixture.extract()).usage();

        // 1,000 tokens at 2.50 USD per million and 100 at 10.00.
        assertThat(usage).isEqualTo(new Usage(1_000, 100, 3_500_000));
    }

    @Test
    void theOperatorsPriceTakesPrecedenceOverThePublishedOne() {
        fixture.priceInput = Optional.of(new BigDecimal("5"));

        Usage usage = completionOf(fixture.extract()).usage();

        assertThat(usage).isEqualTo(new Usage(1_000, 100, 6_000_000));
    }

    @Test
    void theCallerIsNotBlocked() {
        fixture.stub.hold();

        assertThat(fixture.extract().toCompletableFuture()).isNotDone();
    }

    @Test
    void aSlowContinuationDoesNotDelayTheNextCall() throws InterruptedException {
        fixture.maxConcurrent = 1;
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        OpenAiAnalyst analyst = fixture.analyst();
        AnalystFixture.extract(analyst).thenAccept(analysis -> {
            blocked.countDown();
            awaitLatch(over);
        });
        blocked.await();

        assertThat(findingsOf(AnalystFixture.extract(analyst))).isNotNull();
        over.countDown();
    }

    @Test
    void continuationsRunOnTheGivenThreads() {
        fixture.stub.hold();
        CompletableFuture<String> thread = fixture.extract()
                .thenApply(analysis -> Thread.currentThread().getName())
                .toCompletableFuture();

        fixture.stub.release();

        assertThat(thread.join()).isEqualTo(AnalystFixture.THREAD_NAME);
    }

    @Test
    void warmingUpReachesNoNetwork() {
        fixture.analyst().warmUp();

        assertThat(fixture.stub.calls()).isZero();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
