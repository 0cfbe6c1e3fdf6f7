package org.meetinginsights.meeting.openai.resilience;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Limits how many calls run at a time. Further calls wait in order, without a thread. OkHttp's own queue does not do: it
 * does not tell when a call leaves it, and the time limit of a call starts before. Thread-safe.
 */
public final class Bulkhead {

    private final Executor executor;
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    /** @param executor starts the calls that had to wait */
    public Bulkhead(int maxConcurrent, Executor executor) {
        this.free = maxConcurrent;
        this.executor = executor;
    }

    /** Starts the call as soon as there is a permit, and holds the permit until the call has ended. */
    public <T> CompletionStage<T> execute(Supplier<? extends CompletionStage<T>> call) {
        return permit().thenComposeAsync(granted -> call.get(), executor)
                .whenComplete((result, thrown) -> release())
                // A copy, because a cancelled stage does not run its action, and its permit would be lost.
                .copy();
    }

    private synchronized CompletableFuture<Void> permit() {
        if (free > 0) {
            free--;
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> permit = new CompletableFuture<>();
        waiting.add(permit);
        return permit;
    }

    private void release() {
        CompletableFuture<Void> next;
        synchronized (this) {
            next = waiting.poll();
            free += next == null ? 1 : 0;
        }
        if (next != null) {
            next.complete(null);
        }
    }
}
