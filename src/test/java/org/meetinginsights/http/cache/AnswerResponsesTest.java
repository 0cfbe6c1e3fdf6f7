package org.meetinginsights.http.cache;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.RATE_LIMITED;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;

import jakarta.enterprise.event.Shutdown;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.http.problem.Problem;
import org.meetinginsights.http.problem.RequestTarget;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.Forward;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Failure;

class AnswerResponsesTest {

    private final MutableClock clock = new MutableClock();
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final AnswerResponses responses = new AnswerResponses(clock, executor);
    private final Envelope result = envelope("{}", clock);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void aHitReturnsTheStoredBytesAndTheirAge() {
        clock.advance(Duration.ofMillis(3_900));

        Response response = response(new Outcome.Hit(result));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getMediaType()).isEqualTo(MediaType.APPLICATION_JSON_TYPE);
        assertThat(response.getEntity()).isSameAs(result.body());
        assertThat(response.getHeaderString("Age")).isEqualTo("3");
        assertThat(executor.getTaskCount())
                .as("what is there is answered at once")
                .isZero();
        assertThat(response.getHeaderString("Idempotent-Replayed")).isEqualTo("true");
        assertThat(response.getHeaderString("Cache-Status")).isEqualTo("MeetingInsights; hit; ttl=86396");
    }

    @Test
    void onlyAHitIsMarkedAsReplayed() {
        Response miss = response(new Outcome.Miss(result, Usage.FREE, Forward.URI_MISS, Duration.ZERO, true));
        Response collapsed = response(new Outcome.Collapsed(result, Forward.URI_MISS, Duration.ZERO));
        Response bypassed = response(new Outcome.Bypassed(result, Usage.FREE, Forward.NO_KEY));

        assertThat(new Response[] {miss, collapsed, bypassed}).allSatisfy(response -> {
            assertThat(response.getStatus()).isEqualTo(200);
            assertThat(response.getEntity()).isSameAs(result.body());
            assertThat(response.getHeaderString("Age")).isNull();
            assertThat(response.getHeaderString("Idempotent-Replayed")).isNull();
            assertThat(response.getHeaderString("Cache-Status")).startsWith("MeetingInsights; fwd=");
        });
    }

    @Test
    void aFailureIsAProblem() {
        Response response = response(failed(RATE_LIMITED));

        Problem problem = (Problem) response.getEntity();
        assertThat(response.getStatus()).isEqualTo(502);
        assertThat(response.getMediaType()).hasToString("application/problem+json");
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("7");
        assertThat(problem.error()).isEqualTo("llm_rate_limited");
        assertThat(problem.type()).isEqualTo("/problems/llm-rate-limited");
        assertThat(problem.status()).isEqualTo(502);
        assertThat(problem.instance()).isEqualTo("/extract");
        assertThat(problem.requestId()).isEqualTo("request-1");
        assertThat(problem.details()).isNull();
    }

    @Test
    void aRefusalIsA503() {
        Response response = response(failed(Failure.refused("overloaded", Duration.ofSeconds(3))));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("3");
    }

    @Test
    void anUnknownFailureIsAnInternalError() {
        Response response = response(failed(Failure.upstream("what_is_this")));

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(((Problem) response.getEntity()).error()).isEqualTo("internal_error");
        assertThat(response.getHeaderString("Retry-After")).isNull();
    }

    @Test
    void aRequestInProgressIsA409WithARoundedUpRetryAfter() {
        Response response = response(new Outcome.InProgress(Duration.ofMillis(12_001)));

        assertThat(response.getStatus()).isEqualTo(409);
        assertThat(((Problem) response.getEntity()).error()).isEqualTo("request_in_progress");
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("13");
    }

    @Test
    void aLaterAnswerIsWrittenByTheExecutor() {
        CompletableFuture<Answer> later = new CompletableFuture<>();
        CompletionStage<Response> response = responses.of(later, new RequestTarget("/extract", "request-1"));

        later.complete(new Answer(new Outcome.Hit(result), Backend.EMBEDDED));

        assertThat(get(response).getStatus()).isEqualTo(200);
        assertThat(executor.getTaskCount()).isOne();
    }

    @Test
    void aLaterAnswerIsDroppedOnceTheApplicationHasStopped() {
        CompletableFuture<Answer> later = new CompletableFuture<>();
        CompletionStage<Response> response = responses.of(later, new RequestTarget("/extract", "request-1"));
        responses.onStop(new Shutdown());

        later.complete(new Answer(new Outcome.Hit(result), Backend.EMBEDDED));

        assertThat(executor.getTaskCount()).isZero();
        assertThat(response.toCompletableFuture()).isNotDone();
    }

    @Test
    void everyOutcomeHasAResponse() {
        List<Outcome> outcomes = List.of(
                new Outcome.Hit(result),
                new Outcome.Miss(result, Usage.FREE, Forward.URI_MISS, Duration.ZERO, true),
                new Outcome.Collapsed(result, Forward.URI_MISS, Duration.ZERO),
                new Outcome.Bypassed(result, Usage.FREE, Forward.NO_KEY),
                failed(RATE_LIMITED),
                new Outcome.InProgress(Duration.ZERO),
                new Outcome.NotStored(),
                new Outcome.KeyReused(null),
                new Outcome.RateLimited("payer", Duration.ZERO));

        assertThat(outcomes.stream().map(Object::getClass).collect(toSet()))
                .as("all outcomes")
                .isEqualTo(Set.of(Outcome.class.getPermittedSubclasses()));
        assertThat(outcomes)
                .extracting(outcome -> response(outcome).getStatus())
                .containsExactly(200, 200, 200, 200, 502, 409, 504, 422, 429);
    }

    private static Outcome failed(Failure failure) {
        return new Outcome.Failed(failure, Usage.FREE, Forward.URI_MISS, false, Duration.ZERO);
    }

    private Response response(Outcome outcome) {
        Answer answer = new Answer(outcome, Backend.EMBEDDED);
        return get(responses.of(CompletableFuture.completedFuture(answer), new RequestTarget("/extract", "request-1")));
    }
}
