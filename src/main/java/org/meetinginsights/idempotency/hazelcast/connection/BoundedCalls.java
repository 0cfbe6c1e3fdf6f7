package org.meetinginsights.idempotency.hazelcast.connection;

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
import java.util.function.Supplier;
import org.meetinginsights.idempotency.store.StoreUnavailableException;

/**
 * Calls to Hazelcast that end in time, whatever Hazelcast does. Its conditional calls have no asynchronous form and run
 * on a small pool of our own; one that has not begun when its time is over never begins. A call that is too late, a full
 * pool and an error of Hazelcast's are all one thing to those who asked: the store is unavailable. Thread-safe.
 */
public final class BoundedCalls implements AutoCloseable {

    private static final int MOST_WAITING = 1_024;

    private final ExecutorService pool;
    private final Executor continuations;

    /**
     * @param name of the pool's threads, with a number behind it
     * @param threads how many calls may block at once, 1 or more. Each call to a member that has just frozen keeps one until
     *     Hazelcast gives up, after some 12 s, of which 10 are needed to find out that the member is unresponsive
     * @param continuations runs what follows an answer, so that no thread of Hazelcast's does
     */
    public BoundedCalls(String name, int threads, Executor continuations) {
        this.continuations = continuations;
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        this.pool = executor;
    }

    /** Waits for an answer that comes asynchronously. */
    public <T> CompletionStage<T> answer(Duration limit, Supplier<? extends CompletionStage<T>> asked) {
        try {
            // A future of our own: Hazelcast warns about one of its own that somebody else has completed.
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
    public <T> CompletionStage<T> anyAnswer(Duration limit, List<Supplier<CompletionStage<T>>> asked) {
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
    public <T> CompletionStage<T> blocking(Duration limit, Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            Future<?> task = pool.submit(() -> complete(result, call));
            return inTime(result, limit).whenComplete((value, thrown) -> task.cancel(false));
        } catch (RejectedExecutionException e) {
            return unavailable(e);
        }
    }

    /** Runs a call that blocks and has no answer. */
    public CompletionStage<Void> run(Duration limit, Runnable call) {
        return blocking(limit, () -> {
            call.run();
            return null;
        });
    }

    public <T> CompletionStage<T> answered(T value) {
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
