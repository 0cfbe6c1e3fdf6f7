package org.meetinginsights.configuration;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.idempotency.flight.CallsInFlight;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.observability.StoppingLog;

/**
 * Stops the node without losing what is paid: takes on no new calls as soon as it is told to stop, finishes those in
 * flight, releases the claims of the rest, and hands over what only this node has. Thread-safe.
 *
 * <pre>
 *  SIGTERM ──► drain: no new calls, not ready, but hits for whoever still comes; until the calls have ended and
 *     │        the load balancer has gone elsewhere
 *     ├─ server stop: the same from at most 0.25 s after it, with the port closed
 *     ▼
 *  Liberty waits up to 30 s for requests
 *     ▼
 *  Shutdown ──► finish: wait for the calls, release the rest, hand over ──► the disposers: leave the cluster
 * </pre>
 */
final class GracefulStop {

    private static final Logger LOG = System.getLogger(GracefulStop.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration TO_RELEASE = Duration.ofSeconds(2);
    private static final Duration TO_HAND_OVER = Duration.ofSeconds(5);

    private final IdempotentExecution execution;
    private final CallsInFlight calls;
    private final ResultStore store;
    private final BooleanSupplier serverStops;
    private final Duration patience;
    private final Duration grace;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final CompletableFuture<Void> graceIsOver = new CompletableFuture<>();
    private final StoppingLog log = new StoppingLog();
    private Future<?> looking = CompletableFuture.completedFuture(null);
    private CompletionStage<Void> allEnded;
    private Instant until;

    /**
     * @param serverStops is asked four times a second
     * @param patience how long calls in flight may take from the beginning of the stop
     * @param grace how long whoever still comes is served at least, until everybody has found another node
     */
    GracefulStop(
            IdempotentExecution execution,
            ResultStore store,
            BooleanSupplier serverStops,
            Duration patience,
            Duration grace,
            ScheduledExecutorService timer,
            Clock clock) {
        this.execution = execution;
        this.calls = execution.calls();
        this.store = store;
        this.serverStops = serverStops;
        this.patience = patience;
        this.grace = grace;
        this.timer = timer;
        this.clock = clock;
    }

    /** Begins to look whether the server stops. */
    synchronized void watch() {
        long pause = LOOK_EVERY.toMillis();
        looking = timer.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Blocks until nobody needs this node's port any more. */
    void drain() {
        begin();
        awaited(graceIsOver, grace.plus(TO_RELEASE));
        awaited(allEnded, Duration.between(clock.instant(), until));
        // Those too who wait for another node's call.
        awaited(execution.settled(), Duration.between(clock.instant(), until));
    }

    private void look() {
        if (serverStops.getAsBoolean()) {
            begin();
        }
    }

    private synchronized void begin() {
        looking.cancel(false);
        if (until == null) {
            log.restore();
            until = clock.instant().plus(patience);
            allEnded = calls.stop();
            timer.schedule(this::endGrace, grace.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void endGrace() {
        graceIsOver.complete(null);
    }

    /** Blocks until no call is in flight or the time is over; then nobody has to wait for this node any more. */
    void finish() {
        begin();
        log.restore();
        awaited(allEnded, Duration.between(clock.instant(), until));
        int rest = calls.running();
        boolean released = awaited(calls.release(), TO_RELEASE);
        awaited(store.handOver(), TO_HAND_OVER);
        String fate = released ? "released" : "left to their leases";
        LOG.log(Level.INFO, () -> "[STOPPING] calls finished=" + calls.finished() + " | " + fate + "=" + rest);
    }

    private static boolean awaited(CompletionStage<Void> end, Duration longest) {
        try {
            end.toCompletableFuture().get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Whoever stops the application has no more time.
            return false;
        }
    }
}
