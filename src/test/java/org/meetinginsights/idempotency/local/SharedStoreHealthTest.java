package org.meetinginsights.idempotency.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.ManualTimer;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.store.StoreUnavailableException;

class SharedStoreHealthTest {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final MutableClock clock = new MutableClock();
    private final ManualTimer timer = new ManualTimer(clock);
    private final RecordedHealth told = new RecordedHealth();
    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicInteger returns = new AtomicInteger();
    private final Throwable silence = new StoreUnavailableException("silence");
    private boolean answers = true;
    private CompletableFuture<String> answer;
    private final SharedStoreHealth health = new SharedStoreHealth(this::probe, INTERVAL, clock, timer, told);

    @Test
    void itIsAwayUntilTheFirstProbeSucceeds() {
        answers = false;
        health.start();
        assertThat(health.isUp()).isFalse();

        answers = true;
        timer.pass(INTERVAL);

        assertThat(health.isUp()).isTrue();
        assertThat(told.events()).containsExactly("back");
    }

    @Test
    void thatItDoesNotAnswerFromTheStartIsToldOnceAfterTenSeconds() {
        answers = false;
        health.start();
        timer.pass(Duration.ofSeconds(9));
        assertThat(told.events()).isEmpty();

        timer.pass(Duration.ofSeconds(20));
        assertThat(told.events()).containsExactly("away");

        answers = true;
        timer.pass(INTERVAL);
        assertThat(told.events()).containsExactly("away", "back");
    }

    @Test
    void itIsNotProbedWhileItAnswers() {
        health.start();

        timer.pass(INTERVAL.multipliedBy(10));

        assertThat(probes).hasValue(1);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void aFailureIsFollowedByAProbeThatDecides() {
        health.start();

        health.failed(silence);
        assertThat(health.isUp()).isTrue();
        answers = false;
        health.failed(silence);

        assertThat(health.isUp()).isFalse();
        assertThat(told.events()).containsExactly("back", "away");
        assertThat(told.failures()).containsExactly(silence, silence);
    }

    @Test
    void manyFailuresAtOnceAreOneProbe() {
        CompletableFuture<String> undecided = new CompletableFuture<>();
        health.start();
        answer = undecided;

        for (int i = 0; i < 10; i++) {
            health.failed(silence);
        }

        assertThat(probes).hasValue(2);
        undecided.complete("there");
        assertThat(health.isUp()).isTrue();
    }

    @Test
    void aChangeWhileAProbeIsUnderWayIsFollowedByAnother() {
        CompletableFuture<String> undecided = new CompletableFuture<>();
        health.start();
        answer = undecided;
        health.changed();

        health.changed();
        answer = null;
        answers = false;
        undecided.complete("there before the change");

        assertThat(probes).hasValue(3);
        assertThat(health.isUp()).isFalse();
        assertThat(told.events()).containsExactly("back", "away");
    }

    @Test
    void furtherFailuresOfCallsUnderWayAreNoSecondOutage() {
        health.start();
        goAway();

        for (int i = 0; i < 10; i++) {
            health.failed(silence);
        }

        assertThat(told.events()).containsExactly("back", "away");
        assertThat(timer.waiting()).isOne();
    }

    @Test
    void whoHearsOfAChangeCanHaveItProbedAtOnce() {
        health.start();
        answers = false;
        health.probe();
        assertThat(health.isUp()).isFalse();

        answers = true;
        health.probe();

        assertThat(health.isUp()).isTrue();
    }

    @Test
    void probesOutOfTurnDoNotAddUp() {
        answers = false;
        health.start();
        health.probe();
        health.probe();

        timer.pass(INTERVAL.multipliedBy(10));

        assertThat(probes).hasValue(13);
    }

    @Test
    void itIsProbedOnceInAnIntervalWhileItIsAway() {
        health.start();
        goAway();

        timer.pass(INTERVAL.multipliedBy(10));

        assertThat(probes).hasValue(12);
    }

    @Test
    void itsReturnIsToldEachTime() {
        health.onReturn(returns::incrementAndGet);
        health.start();
        goAway();
        answers = true;
        timer.pass(INTERVAL);
        goAway();
        answers = true;
        timer.pass(INTERVAL);

        assertThat(told.events()).containsExactly("back", "away", "back", "away", "back");
        assertThat(returns).hasValue(3);
    }

    @Test
    void nothingHappensAfterItWasClosed() {
        health.start();
        goAway();
        health.close();
        answers = true;

        timer.pass(INTERVAL.multipliedBy(3));

        assertThat(health.isUp()).isFalse();
        assertThat(told.events()).containsExactly("back", "away");
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void aTimerThatStopsFirstIsNoDefect() {
        health.start();
        timer.shutdown();

        goAway();

        assertThat(health.isUp()).isFalse();
    }

    private void goAway() {
        answers = false;
        health.failed(silence);
    }

    private CompletableFuture<String> probe() {
        probes.incrementAndGet();
        if (answer != null) {
            return answer;
        }
        return answers ? CompletableFuture.completedFuture("there") : CompletableFuture.failedFuture(silence);
    }
}
