package org.meetinginsights.meeting.openai;

import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks again while that makes sense ({@link RetryPauses}) and is allowed ({@link ModelCircuit}). Nobody waits on a thread:
 * pauses are the timer's. Thread-safe.
 */
final class RetriedCalls {

    private static final long NO_FURTHER_ATTEMPT = -1;

    private final ModelClient client;
    private final ModelCircuit circuit;
    private final RetryPauses pauses;
    private final int maxRetries;
    private final ScheduledExecutorService timer;
    private final ModelCallListener listener;

    RetriedCalls(
            ModelClient client,
            ModelCircuit circuit,
            RetryPauses pauses,
            int maxRetries,
            ScheduledExecutorService timer,
            ModelCallListener listener) {
        this.client = client;
        this.circuit = circuit;
        this.pauses = pauses;
        this.maxRetries = maxRetries;
        this.timer = timer;
        this.listener = listener;
    }

    /**
     * One request with its retries, over by the deadline or shortly after; fails with what the last attempt threw that was
     * made.
     */
    CompletionStage<ChatCompletion> complete(ChatCompletionCreateParams request, Deadline deadline) {
        Retry retry = Retry.of(
                "model",
                RetryConfig.<ChatCompletion>custom()
                        .maxAttempts(1 + maxRetries)
                        .intervalBiFunction((attempts, end) -> pauseMillis(attempts, end, deadline))
                        .build());
        retry.getEventPublisher().onRetry(event -> listener.retried());
        AtomicReference<Throwable> met = new AtomicReference<>();
        return retry.executeCompletionStage(
                        timer,
                        () -> circuit.guard(() -> client.complete(request, deadline))
                                .whenComplete((completion, thrown) -> note(thrown, met)))
                .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(
                        met.get() != null && ThrownFault.of(thrown).isOpenCircuit() ? met.get() : thrown));
    }

    /** The circuit may open while a request pauses. That the model was asked before, and what it said, stays true. */
    private static void note(Throwable thrown, AtomicReference<Throwable> met) {
        if (thrown != null && !ThrownFault.of(thrown).isOpenCircuit()) {
            met.set(thrown);
        }
    }

    private long pauseMillis(int attempts, Either<Throwable, ChatCompletion> end, Deadline deadline) {
        return circuit.isOpen()
                ? NO_FURTHER_ATTEMPT
                : pauses.after(attempts, ThrownFault.of(end.getLeft()), deadline.left())
                        .map(Duration::toMillis)
                        .orElse(NO_FURTHER_ATTEMPT);
    }
}
