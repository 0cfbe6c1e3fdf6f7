package org.meetinginsights.meeting.openai;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Lets so many calls be under way at a time, and the others wait in order, without a thread. Not OkHttp's own queue: nobody
 * is told when a call leaves that, and the time that a call has there begins before. Thread-safe.
 */
final class WaitingLine {

    private final Executor executor;
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    /** @param executor where a call is begun whose turn has come */
    WaitingLine(int places, Executor executor) {
        this.free = places;
        this.executor = executor;
    }

    /** Makes the call when its turn has come, and has its place until the call has ended. */
    <T> CompletableFuture<T> take(Supplier<? extends CompletionStage<T>> call) {
        return turn().thenComposeAsync(ignored -> call.get(), executor)
                .whenComplete((result, thrown) -> leave())
                // Not the stage itself: were it cancelled, its action would not run and its place never be free again.
                .copy();
    }

    private synchronized CompletableFuture<Void> turn() {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        if (free > 0) {
            free--;
            turn.complete(null);
        } else {
            waiting.add(turn);
        }
        return turn;
    }

    private void leave() {
        CompletableFuture<Void> next = nextOrFree();
        if (next != null) {
            next.complete(null);
        }
    }

    private synchronized CompletableFuture<Void> nextOrFree() {
        CompletableFuture<Void> next = waiting.poll();
        if (next == null) {
            free++;
        }
        return next;
    }
}
