package org.meetinginsights.idempotency.local;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One request's way to the shared store: open while the store answers and the request has patience left.
 *
 * @param health is told of each failure
 * @param patience of this request
 */
record SharedAccess(SharedStoreHealth health, Patience patience) {

    static SharedAccess of(Duration patience, SharedStoreHealth health, Clock clock, ScheduledExecutorService timer) {
        return new SharedAccess(health, new Patience(patience, health, clock, timer));
    }

    boolean isOpen() {
        return health.isUp() && !patience.isExhausted();
    }

    /** The shared store's answer; where it does not come in time the request goes on alone. */
    <T> CompletionStage<T> orElse(CompletionStage<T> asked, Supplier<CompletionStage<T>> alone) {
        CompletableFuture<T> awaited = health.whileUp(asked).toCompletableFuture();
        return patience.limit(awaited)
                .handle((answer, away) -> {
                    if (away == null) {
                        return CompletableFuture.completedFuture(answer);
                    }
                    awaited.cancel(false); // Whoever has gone on alone is none of a crowd any more.
                    health.failed(away);
                    return alone.get();
                })
                .thenCompose(Function.identity());
    }

    /**
     * The same, without asking it while it is away. A request that has waited long enough asks too, and does not wait for the
     * answer.
     */
    <T> CompletionStage<T> askOrElse(Supplier<CompletionStage<T>> question, Supplier<CompletionStage<T>> alone) {
        return health.isUp() ? orElse(question.get(), alone) : alone.get();
    }
}
