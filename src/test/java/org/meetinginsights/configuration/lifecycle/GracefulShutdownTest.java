package org.meetinginsights.configuration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.CallBudget;
import org.meetinginsights.idempotency.Computation;
import org.meetinginsights.idempotency.ExecutionContext;
import org.meetinginsights.idempotency.ExecutionLimits;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.idempotency.ManualTimer;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.RecordedAnswers;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.hazelcast.CapturedLog;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.local.LocalResultStore;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.StoreDouble;

class GracefulShutdownTest {

    private static final Duration PATIENCE = Claims.LEASE.dividedBy(2);
    private static final Duration GRACE = Duration.ofMillis(300);

    private final MutableClock clock = new MutableClock();
    private final ManualTimer timer = new ManualTimer(clock);
    private final StoreDouble store =
            new StoreDouble(new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock));
    private final IdempotentExecution execution = new IdempotentExecution(new ExecutionContext(
            store,
            new ExecutionLimits(LIFE, PATIENCE, PATIENCE),
            CallBudget.UNLIMITED,
            clock,
            clock,
            Runnable::run,
            timer,
            new RecordedAnswers()));
    private final AtomicBoolean serverStops = new AtomicBoolean();
    private final GracefulShutdown stop =
            new GracefulShutdown(execution, store, serverStops::get, PATIENCE, GRACE, timer, clock);
    private final CapturedLog log = new CapturedLog(GracefulShutdown.class);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void doesNotBeginWhileTheServerRuns() {
        stop.watch();

        timer.pass(Duration.ofMinutes(1));

        assertThat(execution.calls().isStopping()).isFalse();
    }

    @Test
    void beginsAtMostAQuarterOfASecondAfterTheServersStop() {
        stop.watch();
        serverStops.set(true);

        timer.pass(Duration.ofMillis(250));

        assertThat(execution.calls().isStopping()).isTrue();
    }

    @Test
    void stopsWatchingOnceItHasBegun() {
        stop.watch();
        serverStops.set(true);

        timer.pass(Duration.ofMillis(250).plus(GRACE));

        assertThat(timer.waiting()).isZero();
    }

    @Test
    void beginsWhenOnlyTheApplicationStops() {
        stop.finish();

        assertThat(execution.calls().isStopping()).isTrue();
        assertThat(log.lines()).containsExactly("[STOPPING] calls finished=0 | released=0");
    }

    @Test
    void waitsForTheCallsInFlight() {
        CompletableFuture<Computation> call = call(newKey());
        CompletableFuture<Void> end = CompletableFuture.runAsync(stop::finish);
        await().until(() -> execution.calls().isStopping());
        assertThat(end).isNotDone();

        call.complete(new Computation.Completed("result".getBytes(StandardCharsets.UTF_8), "gpt-4o", Usage.FREE));

        get(end);
        assertThat(log.lines()).containsExactly("[STOPPING] calls finished=1 | released=0");
    }

    @Test
    void drainsUntilTheGracePeriodIsOver() {
        CompletableFuture<Void> drained = CompletableFuture.runAsync(stop::drain);
        await().until(() -> execution.calls().isStopping() && timer.waiting() == 1);
        timer.pass(GRACE.minusMillis(1));
        assertThat(drained).isNotDone();

        timer.pass(Duration.ofMillis(1));

        get(drained);
    }

    @Test
    void drainsUntilTheCallsInFlightHaveEnded() {
        CompletableFuture<Computation> call = call(newKey());
        CompletableFuture<Void> drained = CompletableFuture.runAsync(stop::drain);
        await().until(() -> execution.calls().isStopping() && timer.waiting() > 0);
        timer.pass(GRACE.multipliedBy(2));
        assertThat(drained).isNotDone();

        call.complete(new Computation.Completed("result".getBytes(StandardCharsets.UTF_8), "gpt-4o", Usage.FREE));

        get(drained);
    }

    @Test
    void drainsUntilRequestsThatWaitForAnotherNodeAreAnswered() {
        StoreKey key = newKey();
        ClaimAttempt.Granted elsewhere =
                (ClaimAttempt.Granted) get(store.claims().claim(key, clock.instant()));
        call(key);
        CompletableFuture<Void> drained = CompletableFuture.runAsync(stop::drain);
        await().until(() -> execution.calls().isStopping() && timer.waiting() > 1);
        timer.pass(GRACE.multipliedBy(2));
        assertThat(drained).isNotDone();

        get(store.claims().complete(elsewhere.claim(), envelope("result", clock), false));
        timer.pass(Duration.ofMillis(200));

        get(drained);
    }

    @Test
    void handsOverTheResultsThatOnlyThisNodeHas() {
        stop.finish();

        assertThat(store.asked(StoreDouble.Call.HAND_OVER)).isOne();
    }

    @Test
    void releasesTheClaimsOfCallsThatExceedTheDrainTimeout() {
        StoreKey key = newKey();
        call(key);
        stop.watch();
        serverStops.set(true);
        timer.pass(Duration.ofSeconds(1));
        clock.advance(PATIENCE);

        stop.finish();

        assertThat(get(store.claims().claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Granted.class);
        assertThat(log.lines()).containsExactly("[STOPPING] calls finished=0 | released=1");
    }

    private CompletableFuture<Computation> call(StoreKey key) {
        CompletableFuture<Computation> call = new CompletableFuture<>();
        execution.execute(Samples.request(Optional.of(key), clock), () -> call);
        return call;
    }
}
