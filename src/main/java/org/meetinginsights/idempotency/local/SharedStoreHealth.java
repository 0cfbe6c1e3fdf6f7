package org.meetinginsights.idempotency.local;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Whether the shared store is worth asking. After {@value #TOLERATED_FAILURES} failures in a row nobody asks it any more
 * and no request pays for its silence; a probe in the background finds out when it is back. It counts as away until the
 * first probe succeeded. Thread-safe.
 */
public final class SharedStoreHealth implements AutoCloseable {

    private static final int TOLERATED_FAILURES = 3;

    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final Supplier<? extends CompletionStage<?>> probe;
    private final ScheduledExecutorService timer;
    private final Duration probeInterval;
    private final Listener listener;
    private volatile boolean up;
    private volatile boolean closed;
    private volatile Runnable onReturn = () -> {};

    /** Is told what happens to the shared store; must not block. */
    public interface Listener {

        /** It answers, for the first time or again. */
        void back();

        /** Nobody asks it any more. */
        void away();

        /** One call failed. */
        void failed(Throwable cause);
    }

    /**
     * @param probe asks the store something cheap; fails if it does not answer
     * @param probeInterval how often, while the store is away
     */
    public SharedStoreHealth(
            Supplier<? extends CompletionStage<?>> probe,
            Duration probeInterval,
            ScheduledExecutorService timer,
            Listener listener) {
        this.probe = probe;
        this.probeInterval = probeInterval;
        this.timer = timer;
        this.listener = listener;
    }

    /** Begins to look for the store. */
    public void start() {
        probe();
    }

    boolean isUp() {
        return up;
    }

    void onReturn(Runnable action) {
        onReturn = action;
    }

    void answered() {
        failuresInARow.set(0);
    }

    void failed(Throwable cause) {
        listener.failed(cause);
        if (failuresInARow.incrementAndGet() == TOLERATED_FAILURES && up) {
            up = false;
            listener.away();
            probeLater();
        }
    }

    private void probe() {
        probe.get().whenComplete((answer, away) -> {
            if (away == null && !closed) {
                failuresInARow.set(0);
                up = true;
                listener.back();
                onReturn.run();
            } else {
                probeLater();
            }
        });
    }

    private void probeLater() {
        later(this::probe);
    }

    /** Does something in the background, after as long a pause as between two probes. */
    void later(Runnable action) {
        if (closed) {
            return;
        }
        try {
            timer.schedule(action, probeInterval.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            closed = true; // The server is stopping, and its timer was faster than our close().
        }
    }

    @Override
    public void close() {
        closed = true;
        up = false;
    }
}
