package org.meetinginsights.meeting.openai.resilience;

import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.meetinginsights.meeting.openai.error.ModelError;

/**
 * Repeats a failed call after a {@link Backoff}, as long as the {@link ModelCircuitBreaker} permits it. The timer waits, and
 * no thread does. Thread-safe.
 */
public final class ModelRetry {

    private static final long NO_FURTHER_ATTEMPT = -1;

    private final ModelCircuitBreaker circuit;
    private final Backoff backoff;
    private final int maxRetries;
    private final ScheduledExecutorService timer;
    private final Runnable onRetry;

    public ModelRetry(
            ModelCircuitBreaker circuit,
            Backoff backoff,
            int maxRetries,
            ScheduledExecutorService timer,
            Runnable onRetry) {
        this.circuit = circuit;
        this.backoff = backoff;
        this.maxRetries = maxRetries;
        this.timer = timer;
        this.onRetry = onRetry;
    }

    /** Makes the call with its retries; fails with the exception of the last attempt that was made. */
    public <T> CompletionStage<T> execute(Supplier<CompletionStage<T>> call, Deadline deadline) {
        Retry retry = Retry.of(
                "model",
                RetryConfig.<T>custom()
                        .maxAttempts(1 + maxRetries)
                        .intervalBiFunction((attempts, end) -> delayMillis(attempts, end, deadline))
                        .build());
        retry.getEventPublisher().onRetry(event -> onRetry.run());
        AtomicReference<Throwable> lastError = new AtomicReference<>();
        return retry.executeCompletionStage(
                        timer,
                        () -> circuit.execute(call).whenComplete((result, thrown) -> {
                            if (thrown != null && !ModelError.of(thrown).isCircuitOpen()) {
                                lastError.set(thrown);
                            }
                        }))
                // The circuit may have opened during the backoff. The call was made all the same, and its error counts.
                .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(
                        lastError.get() != null && ModelError.of(thrown).isCircuitOpen() ? lastError.get() : thrown));
    }

    private long delayMillis(int attempts, Either<Throwable, ?> end, Deadline deadline) {
        return circuit.isOpen()
                ? NO_FURTHER_ATTEMPT
                : backoff.delay(attempts, ModelError.of(end.getLeft()), deadline.left())
                        .map(Duration::toMillis)
                        .orElse(NO_FURTHER_ATTEMPT);
    }
}
