package org.meetinginsights.meeting.openai.chat;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.openai.chat.ModelCallListener.Status;
import org.meetinginsights.meeting.openai.error.ErrorResponse;
import org.meetinginsights.meeting.openai.error.FailureMapping;
import org.meetinginsights.meeting.openai.error.ModelError;
import org.meetinginsights.meeting.openai.resilience.Deadline;

/**
 * The chat about one meeting: a request and, if only the form of the response is wrong, one repair request.
 *
 * <pre>
 * request ── valid ───────────────────────────► Completed
 *  ├──────── invalid ──► repair ── valid ─────► Completed
 *  │                       └────── invalid ───► Failed(llm_invalid_response)
 *  ├──────── truncated or refused, also repair ► Failed
 *  └──────── exception, or past the deadline ─► Failed
 * </pre>
 *
 * Used once.
 */
public final class ChatExchange {

    private static final Logger LOG = System.getLogger(ChatExchange.class.getName());

    private final ChatModel model;
    private final ChatPrompt prompt;
    private final Meeting meeting;
    private final String requestId;
    private final Deadline deadline;

    /** A field, so that the cost of the first request is known when the deadline ends the repair. */
    private final AtomicReference<Usage> usage = new AtomicReference<>(Usage.FREE);

    public ChatExchange(ChatModel model, ChatPrompt prompt, Meeting meeting, String requestId, Deadline deadline) {
        this.model = model;
        this.prompt = prompt;
        this.meeting = meeting;
        this.requestId = requestId;
        this.deadline = deadline;
    }

    /** Always completes normally, at the deadline at the latest, on a thread of the analyst. */
    public CompletionStage<Analysis> start() {
        return CompletableFuture.completedFuture(meeting)
                .thenApply(subject -> model.requests().first(prompt, subject))
                .thenCompose(this::ask)
                .orTimeout(deadline.left().toNanos(), TimeUnit.NANOSECONDS)
                .handleAsync(this::conclude, model.completions()::resume)
                .exceptionally(this::unexpected);
    }

    private CompletionStage<Analysis> ask(ChatCompletionCreateParams request) {
        return send(request).thenCompose(choice -> {
            ValidationResult result = validate(choice);
            return result instanceof ValidationResult.Invalid invalid
                    ? repair(request, choice, invalid.violations())
                    : CompletableFuture.completedFuture(analysis(result));
        });
    }

    private CompletionStage<Analysis> repair(
            ChatCompletionCreateParams request, CompletionChoice choice, List<String> violations) {
        LOG.log(
                Level.INFO,
                "[{0}] [MODEL REPAIR] operation={1} | flaws={2}",
                requestId,
                prompt.operation().label(),
                violations);
        return send(model.requests().repair(request, choice, violations))
                .thenApply(repaired -> analysis(validate(repaired)))
                .whenComplete((analysis, thrown) -> {
                    if (thrown == null || !ModelError.of(thrown).isCircuitOpen()) {
                        model.listener()
                                .repaired(analysis instanceof Analysis.Completed ? Status.SUCCESS : Status.ERROR);
                    }
                })
                // The first request was made and paid, so this is not a rejection without a call.
                .exceptionallyCompose(thrown -> ModelError.of(thrown).isCircuitOpen()
                        ? CompletableFuture.completedFuture(failed(FailureMapping.UNAVAILABLE))
                        : CompletableFuture.failedFuture(thrown));
    }

    private CompletionStage<CompletionChoice> send(ChatCompletionCreateParams request) {
        return model.completions()
                .create(request, deadline)
                .whenComplete((completion, thrown) -> {
                    if (thrown == null || !ModelError.of(thrown).isCircuitOpen()) {
                        model.listener().requested(model.name(), thrown == null ? Status.SUCCESS : Status.ERROR);
                    }
                })
                .thenApply(completion -> {
                    usage.accumulateAndGet(model.usage().read(completion), Usage::plus);
                    return CompletionChoice.of(completion);
                });
    }

    private ValidationResult validate(CompletionChoice choice) {
        return model.validator().validate(prompt, choice, meeting.transcript());
    }

    private Analysis analysis(ValidationResult result) {
        if (result instanceof ValidationResult.Valid valid) {
            return new Analysis.Completed(valid.findings(), usage.get());
        }
        return failed(
                result instanceof ValidationResult.Unusable unusable
                        ? unusable.code()
                        : FailureMapping.INVALID_RESPONSE);
    }

    private Analysis failed(String code) {
        return new Analysis.Failed(Failure.upstream(code), usage.get());
    }

    private Analysis conclude(Analysis analysis, Throwable thrown) {
        Analysis outcome =
                thrown == null ? analysis : new Analysis.Failed(model.failures().map(thrown), usage.get());
        if (outcome instanceof Analysis.Failed failed) {
            report(failed.failure(), Optional.ofNullable(thrown).map(ModelError::of));
        }
        return outcome;
    }

    /** An error of ours loses neither the caller nor the cost. */
    private Analysis unexpected(Throwable thrown) {
        LOG.log(
                Level.ERROR,
                "[{0}] [MODEL FAILED] operation={1} | defect={2}",
                requestId,
                prompt.operation().label(),
                ModelError.of(thrown).types());
        return failed(FailureMapping.UNAVAILABLE);
    }

    private void report(Failure failure, Optional<ModelError> error) {
        model.listener().failed(failure.code());
        if (!failure.forwarded()) {
            // The circuit breaker logged it once when it opened.
            return;
        }
        LOG.log(
                Level.WARNING,
                "[{0}] [MODEL FAILED] operation={1} | code={2} | status={3} | type={4} | hint={5}",
                requestId,
                prompt.operation().label(),
                failure.code(),
                failure.upstreamStatus().isPresent()
                        ? Integer.toString(failure.upstreamStatus().getAsInt())
                        : "-",
                error.map(ModelError::types).orElse("-"),
                error.flatMap(ModelError::response).map(ErrorResponse::hint).orElse("-"));
    }
}
