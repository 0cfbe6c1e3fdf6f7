package org.meetinginsights.idempotency.hazelcast;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.StoreUnavailableException;

/**
 * Calls to Hazelcast that end in time, whatever Hazelcast does. Its conditional calls have no asynchronous form and run
 * on a small pool of our own; one that has not begun when its time is over never begins. A call that is too late, a full
 * pool and an error of Hazelcast's are all one thing to those who asked: the store is unavailable. Thread-safe.
 */
final class BoundedCalls implements AutoCloseable {

    /**
     * Many, because each call to a member that has just frozen keeps one until Hazelcast gives up, long after its time here is
     * over: 12 s were measured, of which 10 are needed to find out that the member is silent. Few of them ever live.
     */
    private static final int THREADS = 64;

    private static final int MOST_WAITING = 1_024;

    private final ExecutorService pool;
    private final Executor continuations;

    /**
     * @param name of the pool's threads, with a number behind it
     * @param continuations runs what follows an answer, so that no thread of Hazelcast's does
     */
    BoundedCalls(String name, Executor continuations) {
        this.continuations = continuations;
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        this.pool = threads;
    }

    /** Waits for an answer that comes asynchronously. */
    <T> CompletionStage<T> answer(Duration limit, Supplier<? extends CompletionStage<T>> asked) {
        try {
            // A future of our own: Hazelcast complains about one of its own that somebody else has completed.
            CompletableFuture<T> answer = new CompletableFuture<>();
            asked.get().whenComplete((value, thrown) -> {
                if (thrown == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(thrown);
                }
            });
            return inTime(answer, limit);
        } catch (RuntimeException e) {
            return unavailable(e);
        }
    }

    /** Waits for the first of several answers; fails if all of them do. */
    <T> CompletionStage<T> anyAnswer(Duration limit, List<Supplier<CompletionStage<T>>> asked) {
        CompletableFuture<T> first = new CompletableFuture<>();
        CompletableFuture<?>[] all = asked.stream()
                .map(one -> answer(limit, one).thenAccept(first::complete).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).exceptionally(away -> {
            first.completeExceptionally(asUnavailable(away));
            return null;
        });
        return first;
    }

    /** Runs a call that blocks. */
    <T> CompletionStage<T> blocking(Duration limit, Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            Future<?> task = pool.submit(() -> complete(result, call));
            return inTime(result, limit).whenComplete((value, thrown) -> task.cancel(false));
        } catch (RejectedExecutionException e) {
            return unavailable(e);
        }
    }

    /**
     * Completes when a call that blocks would begin if it were made now. As long as it would not, this node is busy with
     * itself, and nobody was asked who could be silent.
     *
     * @param limit after which it completes in any case
     */
    CompletionStage<Void> turn(Duration limit) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        try {
            pool.execute(() -> turn.complete(null));
        } catch (RejectedExecutionException e) {
            // Nobody knows when there is room again, so the limit says it.
        }
        return turn.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
                .thenApplyAsync(Function.identity(), continuations);
    }

    <T> CompletionStage<T> answered(T value) {
        return CompletableFuture.completedFuture(value);
    }

    private static <T> void complete(CompletableFuture<T> result, Supplier<T> call) {
        try {
            result.complete(call.get());
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private <T> CompletionStage<T> inTime(CompletableFuture<T> future, Duration limit) {
        return future.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync(
                        (value, thrown) -> {
                            if (thrown != null) {
                                throw asUnavailable(thrown);
                            }
                            return value;
                        },
                        continuations);
    }

    private static <T> CompletionStage<T> unavailable(RuntimeException cause) {
        return CompletableFuture.failedFuture(asUnavailable(cause));
    }

    private static StoreUnavailableException asUnavailable(Throwable thrown) {
        return thrown instanceof StoreUnavailableException already
                ? already
                : new StoreUnavailableException(thrown.getClass().getSimpleName(), thrown);
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
