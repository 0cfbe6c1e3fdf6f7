package org.meetinginsights.configuration.lifecycle;

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

/**
 * Stops the node without losing a paid result. It starts no new calls, waits for those in flight, releases the claims of the
 * rest and hands over what only this node has. Thread-safe.
 *
 * <pre>
 *  SIGTERM ──► drain: no new calls, not ready, hits are still served; until the calls have ended and the load balancer
 *     │        sends no more requests
 *     ├─ server stop: the same, at most 0.25 s later, with the port closed
 *     ▼
 *  Liberty waits up to 30 s for requests
 *     ▼
 *  Shutdown ──► finish: wait for the calls, release the rest, hand over ──► disposers: leave the cluster
 * </pre>
 */
public final class GracefulShutdown {

    private static final Logger LOG = System.getLogger(GracefulShutdown.class.getName());
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);
    private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration HAND_OVER_TIMEOUT = Duration.ofSeconds(5);

    private final IdempotentExecution execution;
    private final CallsInFlight calls;
    private final ResultStore store;
    private final BooleanSupplier isServerStopping;
    private final Duration drainTimeout;
    private final Duration grace;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final CompletableFuture<Void> graceEnded = new CompletableFuture<>();
    private final ShutdownLogging log = new ShutdownLogging();
    private Future<?> watching = CompletableFuture.completedFuture(null);
    private CompletionStage<Void> callsEnded;
    private Instant until;

    /**
     * @param isServerStopping is asked four times a second
     * @param drainTimeout how long calls in flight may take from the beginning of the shutdown
     * @param grace how long at least new requests are served, until the load balancer sends no more
     */
    public GracefulShutdown(
            IdempotentExecution execution,
            ResultStore store,
            BooleanSupplier isServerStopping,
            Duration drainTimeout,
            Duration grace,
            ScheduledExecutorService timer,
            Clock clock) {
        this.execution = execution;
        this.calls = execution.calls();
        this.store = store;
        this.isServerStopping = isServerStopping;
        this.drainTimeout = drainTimeout;
        this.grace = grace;
        this.timer = timer;
        this.clock = clock;
    }

    /** Starts to check whether the server is stopping. */
    public synchronized void watch() {
        long pause = CHECK_INTERVAL.toMillis();
        watching = timer.scheduleWithFixedDelay(this::check, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Blocks until no request needs this node's port any more. */
    void drain() {
        begin();
        await(graceEnded, grace.plus(RELEASE_TIMEOUT));
        await(callsEnded, Duration.between(clock.instant(), until));
        // Some requests wait for another node's call.
        await(execution.settled(), Duration.between(clock.instant(), until));
    }

    private void check() {
        if (isServerStopping.getAsBoolean()) {
            begin();
        }
    }

    private synchronized void begin() {
        watching.cancel(false);
        if (until == null) {
            log.restore();
            until = clock.instant().plus(drainTimeout);
            callsEnded = calls.stop();
            timer.schedule(this::endGrace, grace.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void endGrace() {
        graceEnded.complete(null);
    }

    /** Blocks until no call is in flight or the time is over. Then other nodes need not wait for this one. */
    void finish() {
        begin();
        log.restore();
        await(callsEnded, Duration.between(clock.instant(), until));
        int rest = calls.running();
        boolean released = await(calls.release(), RELEASE_TIMEOUT);
        await(store.handOver(), HAND_OVER_TIMEOUT);
        String fate = released ? "released" : "left to their leases";
        LOG.log(Level.INFO, () -> "[STOPPING] calls finished=" + calls.finished() + " | " + fate + "=" + rest);
    }

    private static boolean await(CompletionStage<Void> end, Duration timeout) {
        try {
            end.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The server has no more time for the shutdown.
            return false;
        }
    }
}
