package org.meetinginsights.http.cache;

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
import org.meetinginsights.http.problem.ProblemType;
import org.meetinginsights.http.problem.RequestTarget;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.store.Failure;

/** Turns the core's answers into responses. No other class maps an outcome to a status code. Thread-safe. */
@ApplicationScoped
public class AnswerResponses {

    private static final String AGE = "Age";
    private static final String IDEMPOTENT_REPLAYED = "Idempotent-Replayed";

    private Clock clock;
    private Executor executor;
    private volatile boolean stopped;

    AnswerResponses() {
        // For the client proxy.
    }

    /** @param executor writes the responses that come later, because the threads that bring the answers belong to others */
    @Inject
    public AnswerResponses(Clock clock, Executor executor) {
        this.clock = clock;
        this.executor = executor;
    }

    /** If the answer is there already, the caller's thread makes the response. */
    public CompletionStage<Response> of(CompletionStage<Answer> answer, RequestTarget target) {
        CompletableFuture<Answer> future = answer.toCompletableFuture();
        return future.isDone()
                ? future.thenApply(there -> of(there, target))
                : future.thenApplyAsync(there -> of(there, target), this::execute);
    }

    /** At this point the server has waited for its callers. It logs an error for each response that comes later. */
    void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Shutdown event) {
        stopped = true;
    }

    private void execute(Runnable response) {
        if (!stopped) {
            executor.execute(response);
        }
    }

    private Response of(Answer answer, RequestTarget target) {
        return response(answer.outcome(), target)
                .header(CacheStatus.HEADER, CacheStatus.of(answer, clock))
                .build();
    }

    private ResponseBuilder response(Outcome outcome, RequestTarget target) {
        if (outcome instanceof Outcome.Hit hit) {
            return ok(hit.envelope())
                    .header(AGE, hit.envelope().age(clock).toSeconds())
                    .header(IDEMPOTENT_REPLAYED, true);
        }
        if (outcome instanceof Outcome.Miss miss) {
            return ok(miss.envelope());
        }
        if (outcome instanceof Outcome.Collapsed collapsed) {
            return ok(collapsed.envelope());
        }
        if (outcome instanceof Outcome.Bypassed bypassed) {
            return ok(bypassed.envelope());
        }
        if (outcome instanceof Outcome.Failed failed) {
            return failure(failed.failure(), target);
        }
        if (outcome instanceof Outcome.InProgress inProgress) {
            return retryAfter(problem(ProblemType.REQUEST_IN_PROGRESS, target), inProgress.retryAfter());
        }
        if (outcome instanceof Outcome.RateLimited rateLimited) {
            return retryAfter(problem(ProblemType.RATE_LIMITED, target), rateLimited.retryAfter());
        }
        if (outcome instanceof Outcome.KeyReused) {
            return problem(ProblemType.IDEMPOTENCY_KEY_REUSED, target);
        }
        if (outcome instanceof Outcome.NotStored) {
            return problem(ProblemType.NOT_CACHED, target);
        }
        throw new IllegalStateException("No response for " + outcome.label());
    }

    private static ResponseBuilder ok(Envelope envelope) {
        return Response.ok(envelope.body(), MediaType.APPLICATION_JSON_TYPE);
    }

    private static ResponseBuilder failure(Failure failure, RequestTarget target) {
        ProblemType type = ProblemType.ofError(failure.code()).orElse(ProblemType.INTERNAL_ERROR);
        ResponseBuilder problem =
                Response.fromResponse(target.problem(type, failure.detail().orElse(type.advice())));
        return failure.retryAfter().map(delay -> retryAfter(problem, delay)).orElse(problem);
    }

    private static ResponseBuilder problem(ProblemType type, RequestTarget target) {
        return Response.fromResponse(target.problem(type));
    }

    /** In whole seconds (RFC 9110, section 10.2.3), rounded up, so that a caller who waits as told does not come too early. */
    private static ResponseBuilder retryAfter(ResponseBuilder response, Duration delay) {
        return response.header(
                HttpHeaders.RETRY_AFTER, delay.plusNanos(999_999_999).toSeconds());
    }
}
