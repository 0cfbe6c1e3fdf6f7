package org.meetinginsights.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.store.Failure;

/** Makes the core's answers responses: the one place where an outcome meets a status code. Thread-safe. */
@ApplicationScoped
public class AnswerResponses {

    private static final String AGE = "Age";
    private static final String IDEMPOTENT_REPLAYED = "Idempotent-Replayed";

    private Clock clock;
    private Executor executor;
    private volatile boolean callersGone;

    AnswerResponses() {
        // For the client proxy.
    }

    /** @param executor writes responses that come later: the threads that bring those belong to others */
    @Inject
    public AnswerResponses(Clock clock, Executor executor) {
        this.clock = clock;
        this.executor = executor;
    }

    /** The response, made on the caller's thread if the answer is there already. */
    public CompletionStage<Response> of(CompletionStage<Answer> answer, RequestTarget target) {
        CompletableFuture<Answer> future = answer.toCompletableFuture();
        return future.isDone()
                ? future.thenApply(there -> of(there, target))
                : future.thenApplyAsync(there -> of(there, target), this::respond);
    }

    /** When the application stops, the server has waited for its callers; it complains about responses that come later. */
    void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Shutdown event) {
        callersGone = true;
    }

    private void respond(Runnable response) {
        if (!callersGone) {
            executor.execute(response);
        }
    }

    private Response of(Answer answer, RequestTarget target) {
        return answer.outcome()
                .accept(new Responding(clock, target))
                .header(CacheStatus.HEADER, CacheStatus.of(answer, clock))
                .build();
    }

    private record Responding(Clock clock, RequestTarget target) implements Outcome.Visitor<ResponseBuilder> {

        @Override
        public ResponseBuilder hit(Outcome.Hit hit) {
            return ok(hit.envelope())
                    .header(AGE, hit.envelope().age(clock).toSeconds())
                    .header(IDEMPOTENT_REPLAYED, true);
        }

        @Override
        public ResponseBuilder miss(Outcome.Miss miss) {
            return ok(miss.envelope());
        }

        @Override
        public ResponseBuilder collapsed(Outcome.Collapsed collapsed) {
            return ok(collapsed.envelope());
        }

        @Override
        public ResponseBuilder bypassed(Outcome.Bypassed bypassed) {
            return ok(bypassed.envelope());
        }

        @Override
        public ResponseBuilder failed(Outcome.Failed failed) {
            Failure failure = failed.failure();
            ProblemType type = ProblemType.ofError(failure.code()).orElse(ProblemType.INTERNAL_ERROR);
            ResponseBuilder problem =
                    Response.fromResponse(target.problem(type, failure.detail().orElse(type.advice()), null));
            failure.retryAfter().ifPresent(delay -> retryAfter(problem, delay));
            return problem;
        }

        @Override
        public ResponseBuilder inProgress(Outcome.InProgress inProgress) {
            ResponseBuilder problem = Response.fromResponse(target.problem(ProblemType.REQUEST_IN_PROGRESS));
            return retryAfter(problem, inProgress.retryAfter());
        }

        @Override
        public ResponseBuilder notStored(Outcome.NotStored notStored) {
            return Response.fromResponse(target.problem(ProblemType.NOT_CACHED));
        }

        @Override
        public ResponseBuilder keyReused(Outcome.KeyReused keyReused) {
            return Response.fromResponse(target.problem(ProblemType.IDEMPOTENCY_KEY_REUSED));
        }

        @Override
        public ResponseBuilder rateLimited(Outcome.RateLimited rateLimited) {
            ResponseBuilder problem = Response.fromResponse(target.problem(ProblemType.RATE_LIMITED));
            return retryAfter(problem, rateLimited.retryAfter());
        }

        private static ResponseBuilder ok(Envelope envelope) {
            return Response.ok(envelope.body(), MediaType.APPLICATION_JSON_TYPE);
        }

        /** In whole seconds (RFC 9110, section 10.2.3), rounded up: who waits as told must not come early. */
        private static ResponseBuilder retryAfter(ResponseBuilder response, Duration delay) {
            return response.header(
                    HttpHeaders.RETRY_AFTER, delay.plusNanos(999_999_999).toSeconds());
        }
    }
}
