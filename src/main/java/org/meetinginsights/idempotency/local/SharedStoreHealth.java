package org.meetinginsights.idempotency.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.store.StoreUnavailableException;

/**
 * Whether the shared store is worth asking. A call that fails says little: perhaps one member of many has frozen. So it is
 * followed by a probe, and when that fails too nobody asks any more and no request pays for the silence; further probes
 * find out when the store is back. It counts as away until the first probe succeeded. Thread-safe.
 */
public final class SharedStoreHealth implements AutoCloseable {

    /** It takes some seconds to find a cluster; who has not by then has perhaps been told a wrong address. */
    private static final Duration TO_BE_FOUND = Duration.ofSeconds(10);

    private final AtomicBoolean probing = new AtomicBoolean();
    private final AtomicBoolean changedSinceProbe = new AtomicBoolean();
    private final AtomicBoolean nextProbeIsDue = new AtomicBoolean();
    private final Set<CompletableFuture<?>> awaited = ConcurrentHashMap.newKeySet();
    private final Supplier<? extends CompletionStage<?>> probe;
    private final ScheduledExecutorService timer;
    private final Duration probeInterval;
    private final Clock clock;
    private final Listener listener;
    private final Instant madeAt;
    private volatile boolean up;
    private volatile boolean toldAway;
    private volatile boolean closed;
    private volatile Runnable onReturn = () -> {};

    /** Is told what happens to the shared store; must not block. */
    public interface Listener {

        /** It answers, for the first time or again. */
        void back();

        /** Nobody asks it any more, or it has not answered since the start. */
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
            Clock clock,
            ScheduledExecutorService timer,
            Listener listener) {
        this.probe = probe;
        this.probeInterval = probeInterval;
        this.clock = clock;
        this.timer = timer;
        this.listener = listener;
        this.madeAt = clock.instant();
    }

    /** Begins to look for the store. */
    public void start() {
        probe();
    }

    /** Looks at once whether anything has changed; nothing happens while such a look is under way. */
    public void probe() {
        if (closed || !probing.compareAndSet(false, true)) {
            return;
        }
        changedSinceProbe.set(false);
        probe.get().whenComplete((answer, away) -> {
            try {
                conclude(away == null);
            } finally {
                probing.set(false);
                if (changedSinceProbe.get()) {
                    probe();
                }
            }
        });
    }

    /**
     * There are other members than before, or the connection to them has come or gone. What a look has found that began before
     * that may be true no more, so another one follows it: else an outage of a second would pass unnoticed.
     */
    public void changed() {
        changedSinceProbe.set(true);
        probe();
    }

    boolean isUp() {
        return up;
    }

    /**
     * Asks the store while it is there.
     *
     * @param question to the store, which answers or fails in bounded time
     * @param alone what to do without it: it is away, goes away meanwhile, or the call failed
     */
    <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question, Supplier<CompletionStage<T>> alone) {
        return up ? answerOf(question.get(), alone) : alone.get();
    }

    private <T> CompletionStage<T> answerOf(CompletionStage<T> asked, Supplier<CompletionStage<T>> alone) {
        CompletableFuture<T> answer = asked.toCompletableFuture();
        return (answer.isDone() ? answer : whileUp(answer)).exceptionallyCompose(away -> {
            failed(away);
            return alone.get();
        });
    }

    private <T> CompletableFuture<T> whileUp(CompletableFuture<T> answer) {
        CompletableFuture<T> ours = answer.copy();
        awaited.add(ours);
        ours.whenComplete((value, away) -> awaited.remove(ours));
        if (!up) {
            endAllWaits(); // It went away between the question and here.
        }
        return ours;
    }

    private void endAllWaits() {
        awaited.forEach(
                waiting -> waiting.completeExceptionally(new StoreUnavailableException("The shared store is away")));
    }

    void onReturn(Runnable action) {
        onReturn = action;
    }

    void failed(Throwable cause) {
        listener.failed(cause);
        if (up) {
            probe();
        }
    }

    /** One at a time, because there is one probe at a time. */
    private void conclude(boolean answers) {
        if (closed) {
            return;
        }
        if (answers && !up) {
            up = true;
            toldAway = false;
            listener.back();
            onReturn.run();
        } else if (!answers && !toldAway && (up || isOverdue())) {
            up = false;
            toldAway = true;
            listener.away();
            endAllWaits();
        }
        if (!answers && nextProbeIsDue.compareAndSet(false, true)) {
            later(() -> {
                nextProbeIsDue.set(false);
                probe();
            });
        }
    }

    private boolean isOverdue() {
        return !clock.instant().isBefore(madeAt.plus(TO_BE_FOUND));
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
