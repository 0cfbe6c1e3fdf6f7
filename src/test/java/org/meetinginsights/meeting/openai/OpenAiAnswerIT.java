package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.meeting.openai.Outcomes.completionOf;
import static org.meetinginsights.meeting.openai.Outcomes.findingsOf;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;

/** What becomes of answers that can be used. */
class OpenAiAnswerIT {

    private final AnalystFixture fixture = new AnalystFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aGoodExtractionArrivesWhole() {
        Extraction extraction = findingsOf(fixture.extract());

        assertThat(extraction.summary()).isEqualTo(StubAnswers.words(120));
        assertThat(extraction.keyPoints()).containsExactly("The balance rests in a current account.");
        assertThat(extraction.actionItems()).containsExactly("The banker sends a proposal by Friday.");
        assertThat(extraction.topics()).containsExactly("Savings", "Renovation");
    }

    @Test
    void aGoodAssessmentArrivesWhole() {
        Assessment assessment = findingsOf(fixture.analyst().analyze(Meetings.lengthy(), AnalystFixture.REQUEST_ID));

        assertThat(assessment.sentimentScore()).isEqualTo(0.7);
        assertThat(assessment.summary()).isEqualTo(StubAnswers.words(120));
        assertThat(assessment.keyPoints()).containsExactly("The balance rests in a current account.");
        assertThat(assessment.actionItems()).containsExactly("The banker sends a proposal by Friday.");
        assertThat(assessment.risks()).containsExactly("An earlier loss still hurts.");
    }

    @Test
    void metadataTheTranscriptDoesNotSayIsNull() {
        Extraction extraction = findingsOf(fixture.extract());

        assertThat(extraction.metadata())
                .hasAllNullFieldsOrPropertiesExcept("customerName")
                .hasFieldOrPropertyWithValue("customerName", "Helena");
    }

    @Test
    void anAnswerWithoutAFinishReasonIsAsGoodAsOneThatStopped() {
        String content = StubAnswers.extraction().build().toString();
        fixture.stub.plan(
                aResponse().withBody(StubAnswers.completion(content).replace("\"finish_reason\":\"stop\",", "")));

        assertThat(findingsOf(fixture.extract())).isNotNull();
    }

    @Test
    void tokensAreCountedAndPriced() {
        Usage usage = completionOf(fixture.extract()).usage();

        // 1,000 tokens at 2.50 and 100 at 10.00 USD per million.
        assertThat(usage).isEqualTo(new Usage(1_000, 100, 3_500_000));
    }

    @Test
    void whatTheOperatorPaysWinsOverThePublishedPrice() {
        fixture.priceInput = Optional.of(new BigDecimal("5"));

        Usage usage = completionOf(fixture.extract()).usage();

        assertThat(usage).isEqualTo(new Usage(1_000, 100, 6_000_000));
    }

    @Test
    void theCallerIsNotHeldUpWhileTheModelThinks() {
        fixture.stub.hold();

        assertThat(fixture.extract().toCompletableFuture()).isNotDone();
    }

    @Test
    void aCallerWhoDalliesOnOurThreadDoesNotKeepTheNextCallWaiting() throws InterruptedException {
        fixture.maxConcurrent = 1;
        CountDownLatch dallying = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        OpenAiAnalyst analyst = fixture.analyst();
        AnalystFixture.extract(analyst).thenAccept(analysis -> {
            dallying.countDown();
            awaitQuietly(over);
        });
        dallying.await();

        assertThat(findingsOf(AnalystFixture.extract(analyst))).isNotNull();
        over.countDown();
    }

    @Test
    void callersGoOnWithTheClassLoaderOfTheApplication() {
        Thread caller = Thread.currentThread();
        ClassLoader own = caller.getContextClassLoader();
        // As a thread of the common pool has it, which does not see the application.
        caller.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            ClassLoader seen = fixture.extract()
                    .thenApply(analysis -> Thread.currentThread().getContextClassLoader())
                    .toCompletableFuture()
                    .join();

            assertThat(seen).isSameAs(OpenAiAnalyst.class.getClassLoader());
        } finally {
            caller.setContextClassLoader(own);
        }
    }

    @Test
    void warmingUpReachesNoNetwork() {
        fixture.analyst().warmUp();

        assertThat(fixture.stub.calls()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
