package org.meetinginsights.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.it.Service.assertProblem;
import static org.meetinginsights.it.Service.header;
import static org.meetinginsights.it.Service.json;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.meeting.openai.OpenAiStub;

/** The service with a key: the real OpenAI client over real HTTP, against a server that plays the model. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OpenAiServiceIT {

    private static final int MAX_CONCURRENT = 512;
    private static final int HITS = 200;
    private static final OpenAiStub MODEL = OpenAiStub.start();

    @RegisterExtension
    static final PlayedModel PLAYED = new PlayedModel(MODEL);

    private final Service service = new Service();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(
                MODEL,
                Map.of(
                        "HAZELCAST_PORT",
                        "5792",
                        "OPENAI_MAX_CONCURRENT",
                        Integer.toString(MAX_CONCURRENT),
                        "OPENAI_MAX_QUEUED",
                        "0"));
    }

    // --- never paid twice

    @ParameterizedTest
    @ValueSource(strings = {"extract", "analyze"})
    void aMissAsksTheModelAndAHitDoesNot(String operation) {
        String body = Meetings.fresh();
        HttpResponse<String> miss = service.post(operation, body);
        HttpResponse<String> hit = service.post(operation, body);

        assertThat(miss.statusCode()).as(miss.body()).isEqualTo(200);
        assertThat(json(miss).getString("source")).isEqualTo("gpt-4o");
        assertThat(json(miss).getString("customer_name")).isEqualTo("Ana Souza");
        assertThat(hit.body()).isEqualTo(miss.body());
        assertThat(PLAYED.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"extract", "analyze"})
    void equalRequestsAtOnceCostOneCall(String operation) {
        MODEL.hold();
        List<CompletableFuture<HttpResponse<String>>> all = sendAtOnce(20, operation, Meetings.fresh());
        MODEL.release();

        List<HttpResponse<String>> responses =
                all.stream().map(CompletableFuture::join).toList();
        assertThat(PLAYED.calls()).isEqualTo(1);
        assertThat(responses)
                .extracting(HttpResponse::body)
                .containsOnly(responses.get(0).body());
        assertThat(responses)
                .extracting(response -> header(response, "Cache-Status"))
                .filteredOn(status -> status.contains("fwd=uri-miss; collapsed"))
                .isNotEmpty();
    }

    @Test
    void aFailureIsSharedWithThoseWhoWaitedAndNobodyElse() {
        MODEL.hold();
        String body = Meetings.fresh();
        List<CompletableFuture<HttpResponse<String>>> all = sendAtOnce(10, "extract", body);
        MODEL.answerWithStatus(500);
        MODEL.release();

        assertThat(all).allSatisfy(one -> {
            assertThat(one.join().statusCode()).isEqualTo(502);
            assertThat(json(one.join()).getString("error")).isEqualTo("llm_unavailable");
            assertThat(header(one.join(), "Cache-Status")).contains("fwd=uri-miss; fwd-status=500");
        });
        assertThat(PLAYED.calls()).isEqualTo(1);

        MODEL.answerWithStatus(200);
        assertThat(service.post("extract", body).statusCode()).isEqualTo(200);
        assertThat(PLAYED.calls()).isEqualTo(2);
    }

    @Test
    void aCallerWhoHangsUpCancelsNothing() {
        MODEL.hold();
        String body = Meetings.fresh();
        CompletableFuture<HttpResponse<String>> impatient = service.postAsync("extract", body);
        await().atMost(30, SECONDS).until(() -> MODEL.inFlight() == 1);
        impatient.cancel(true);
        MODEL.release();

        await().atMost(30, SECONDS)
                .until(() ->
                        header(service.post("extract", body), "Cache-Status").contains("; hit"));
        assertThat(PLAYED.calls()).isEqualTo(1);
    }

    // --- nobody waits for a model but those who asked it

    @Test
    void whileEveryCallToTheModelIsHeldAHitCompletesAndOneCallMoreIsRefused() {
        String known = Meetings.fresh();
        service.post("extract", known);
        MODEL.hold();
        List<CompletableFuture<HttpResponse<String>>> held = Stream.generate(Meetings::fresh)
                .limit(MAX_CONCURRENT)
                .map(body -> service.postAsync("extract", body))
                .toList();
        await().atMost(60, SECONDS).until(() -> MODEL.inFlight() == MAX_CONCURRENT);

        HttpResponse<String> hit = service.post("extract", known);
        long[] nanos = LongStream.generate(() -> nanosOfAHit(known))
                .limit(HITS)
                .sorted()
                .toArray();
        HttpResponse<String> oneMore = service.post("extract", Meetings.fresh());

        assertThat(MODEL.inFlight()).isEqualTo(MAX_CONCURRENT);
        assertThat(header(hit, "Cache-Status")).contains("; hit");
        System.out.printf(
                "%d hits while %d calls are held: median %.1f ms, 99th percentile %.1f ms%n",
                HITS, MAX_CONCURRENT, nanos[HITS / 2] / 1e6, nanos[HITS * 99 / 100] / 1e6);
        assertThat(Duration.ofNanos(nanos[HITS / 2])).isLessThan(Duration.ofMillis(500));
        assertThat(oneMore.statusCode()).isEqualTo(503);
        assertThat(header(oneMore, "Retry-After")).matches("\\d+");
        assertThat(header(oneMore, "Cache-Status")).startsWith("MeetingInsights; detail=OVERLOADED");
        MODEL.release();
        assertThat(held).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
    }

    private long nanosOfAHit(String known) {
        long started = System.nanoTime();
        assertThat(header(service.post("extract", known), "Cache-Status")).contains("; hit");
        return System.nanoTime() - started;
    }

    @Test
    void whileTheModelIsAwayItIsLeftAloneAndWhatIsStoredIsServedOn() {
        String known = Meetings.fresh();
        service.post("extract", known);
        MODEL.answerWithStatus(503);
        await().atMost(30, SECONDS)
                .until(() -> service.post("extract", Meetings.fresh()).statusCode() == 503);
        int whenItOpened = PLAYED.calls();
        double misses = service.metric("cache_misses_total");

        HttpResponse<String> leftAlone = service.post("extract", Meetings.fresh());
        HttpResponse<String> hit = service.post("extract", known);

        assertThat(json(leftAlone).getString("error")).isEqualTo("overloaded");
        assertThat(header(leftAlone, "Cache-Status")).startsWith("MeetingInsights; detail=OVERLOADED");
        assertThat(Integer.parseInt(header(leftAlone, "Retry-After"))).isBetween(1, 10);
        assertThat(header(hit, "Cache-Status")).contains("; hit");
        assertThat(PLAYED.calls()).isEqualTo(whenItOpened);
        assertThat(service.metric("cache_misses_total")).isEqualTo(misses);
        assertThat(service.metric("openai_circuit_open")).isEqualTo(1);

        MODEL.answerWithStatus(200);
        await().atMost(60, SECONDS)
                .until(() -> service.post("extract", Meetings.fresh()).statusCode() == 200);
        assertThat(service.metric("openai_circuit_open")).isZero();
    }

    @Test
    void aTranscriptThatTheModelCannotTakeIsRefusedBeforeAnythingIsPaid() {
        HttpResponse<String> refused =
                service.post("extract", Meetings.fresh().replace("worried about the fees", "worried, ".repeat(70_000)));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(json(refused).getString("error")).isEqualTo("transcript_too_long");
        assertThat(json(refused).getString("detail"))
                .matches("The transcript has about 1\\d{5} tokens; .* 118\\d{3} .*");
        assertThat(header(refused, "Cache-Status")).startsWith("MeetingInsights; detail=TRANSCRIPT-TOO-LONG");
        assertThat(PLAYED.calls()).isZero();
    }

    // --- what goes wrong is never stored

    @Test
    void aFailingModelIsAProblemAndTheNextRequestTriesAnew() {
        String body = Meetings.fresh();
        MODEL.answerWithStatus(429);
        HttpResponse<String> failed = service.post("analyze", body);
        MODEL.answerWithStatus(200);
        HttpResponse<String> next = service.post("analyze", body);

        assertProblem(failed, 502, "llm_rate_limited");
        assertThat(header(failed, "Cache-Status")).contains("fwd=uri-miss; fwd-status=429");
        assertThat(header(next, "Cache-Status")).contains("fwd=uri-miss; stored");
    }

    // --- seen from outside

    @Test
    void whatACallCostsIsSpentOnceAndSavedByEachHit() {
        double spent = spentUsd();
        double saved = savedUsd();
        double savedTokens = service.metric("cache_saved_tokens_total");
        String body = Meetings.fresh();
        service.post("extract", body);
        double cost = spentUsd() - spent;
        service.post("extract", body);
        service.post("extract", body);

        assertThat(cost).isPositive();
        assertThat(spentUsd() - spent).isEqualTo(cost);
        assertThat(savedUsd() - saved).isCloseTo(2 * cost, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(service.metric("cache_saved_tokens_total") - savedTokens).isPositive();
    }

    private double spentUsd() {
        return service.metric("openai_estimated_cost_usd", "model=\"gpt-4o\"", "tenant=\"default\"");
    }

    private double savedUsd() {
        return service.metric("cache_saved_cost_usd", "tenant=\"default\"");
    }

    @Test
    void callsToTheModelAreCountedByTheirEnd() {
        double before = service.metric("openai_requests_total", "model=\"gpt-4o\"", "status=\"success\"");
        service.post("extract", Meetings.fresh());

        assertThat(service.metric("openai_requests_total", "model=\"gpt-4o\"", "status=\"success\"") - before)
                .isEqualTo(1);
    }

    @Test
    void neitherTranscriptsNorAnswersNorSecretsReachALog() {
        String body = Meetings.fresh().replace("worried about the fees", "worried about the xylophone");
        MODEL.planContent("{\"summary\": \"zygomorphic\"");
        MODEL.planContent("{\"summary\": \"zygomorphic\"");
        service.post("extract", body);
        service.post("extract", body.replace("Ana Souza", "Quirina Xavante"));
        service.post("extract", "{\"transcript\": \"the xylophone");

        assertThat(ServerLogs.messages())
                .contains("[COMPLETED] POST /extract")
                .doesNotContain("xylophone", "zygomorphic", "Ana Souza", "Xavante", "sk-never-in-a-log");
    }

    /** All of them have come in and wait when this returns. */
    private List<CompletableFuture<HttpResponse<String>>> sendAtOnce(int number, String operation, String body) {
        double before = received();
        List<CompletableFuture<HttpResponse<String>>> sent = Stream.generate(() -> service.postAsync(operation, body))
                .limit(number)
                .toList();
        await().atMost(30, SECONDS).until(() -> MODEL.inFlight() == 1 && received() - before == number);
        return sent;
    }

    private double received() {
        return service.metric("transcript_size_bytes_count");
    }
}
