package org.meetinginsights.idempotency.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.ManualTimer;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.StoreUnavailableException;

class SharedStoreHealthTest {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final MutableClock clock = new MutableClock();
    private final ManualTimer timer = new ManualTimer(clock);
    private final RecordedHealth told = new RecordedHealth();
    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicInteger returns = new AtomicInteger();
    private final Throwable silence = new StoreUnavailableException("silence");
    private final Throwable late = new StoreUnavailableException("late", new TimeoutException());
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
    void aProbeThatIsTooLateSaysNothingIfOtherCallsAreAnsweredMeanwhile() {
        health.start();

        probeWhileAnotherCallIsAnswered(Duration.ofMillis(51), late);

        assertThat(health.isUp()).isTrue();
        assertThat(told.events()).containsExactly("back");
    }

    @Test
    void whatIsAnsweredAsTheProbeBeginsMayBeTheLastBeforeTheConnectionBroke() {
        health.start();

        probeWhileAnotherCallIsAnswered(Duration.ofMillis(50), late);

        assertThat(health.isUp()).isFalse();
    }

    @Test
    void aProbeThatFindsAFaultCountsAlthoughOtherCallsAreAnswered() {
        health.start();

        probeWhileAnotherCallIsAnswered(Duration.ofMillis(51), silence);

        assertThat(health.isUp()).isFalse();
    }

    @Test
    void whatIsAnsweredWhileItIsAwayDoesNotBringItBackWithoutAProbe() {
        health.start();
        goAway();

        probeWhileAnotherCallIsAnswered(Duration.ofMillis(51), late);

        assertThat(health.isUp()).isFalse();
        assertThat(told.events()).containsExactly("back", "away");
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
    void aClusterIsUnsettledForFiveSecondsAfterAChangeOfItsMembers() {
        health.start();
        assertThat(health.isUnsettled()).isFalse();

        health.changed();
        clock.advance(Duration.ofSeconds(5).minusMillis(1));
        assertThat(health.isUnsettled()).isTrue();

        clock.advance(Duration.ofMillis(1));
        assertThat(health.isUnsettled()).isFalse();
    }

    @Test
    void aClusterIsUnsettledIfEvenAProbeTakesLong() {
        health.start();
        answer = new CompletableFuture<>();
        health.probe();
        assertThat(health.isUnsettled()).isFalse();

        clock.advance(Duration.ofMillis(50));
        assertThat(health.isUnsettled()).isTrue();

        answer.complete("there");
        assertThat(health.isUnsettled()).isTrue();
        clock.advance(Duration.ofSeconds(5));
        assertThat(health.isUnsettled()).isFalse();
    }

    @Test
    void aClusterIsUnsettledForASecondAfterAnAnswerThatCameSlowly() {
        health.start();
        answerAfter(Duration.ofMillis(49));
        assertThat(health.isUnsettled()).isFalse();

        answerAfter(Duration.ofMillis(50));
        clock.advance(Duration.ofMillis(999));
        assertThat(health.isUnsettled()).isTrue();

        clock.advance(Duration.ofMillis(1));
        assertThat(health.isUnsettled()).isFalse();
    }

    @Test
    void anAnswerThatNoRequestWouldHaveWaitedForIsThatOfAFrozenMemberAndUnsettlesNothing() {
        health.start();

        answerAfter(Patience.OF_A_REQUEST);

        assertThat(health.isUnsettled()).isFalse();
    }

    @Test
    void aCrowdIsServedAsLongAsAnswersComeHoweverLate() {
        health.start();
        crowd();
        assertThat(health.isCrowded()).isFalse();

        answerAfter(Duration.ofSeconds(4));
        clock.advance(Duration.ofMillis(999));
        assertThat(health.isCrowded()).isTrue();

        clock.advance(Duration.ofMillis(1));
        assertThat(health.isCrowded()).isFalse();
    }

    @Test
    void aCrowdWhoseMembersComeAndGoHasMoreToWaitForThanItsTurn() {
        health.start();
        crowd();

        health.changed();
        answerAfter(Duration.ofMillis(100));

        assertThat(health.isCrowded()).isFalse();
    }

    private void crowd() {
        for (int i = 0; i < SharedStoreHealth.CROWD; i++) {
            health.whileUp(new CompletableFuture<>());
        }
    }

    @Test
    void aCallThatFailsSlowlyUnsettlesNothing() {
        health.start();
        CompletableFuture<String> asked = new CompletableFuture<>();
        health.whileUp(asked);

        clock.advance(Duration.ofMillis(100));
        asked.completeExceptionally(silence);

        assertThat(health.isUnsettled()).isFalse();
    }

    @Test
    void aFrozenMemberDoesNotUnsettleItBecauseTheOthersAnswerAtOnce() {
        health.start();

        health.failed(silence);
        clock.advance(Duration.ofSeconds(1));

        assertThat(health.isUnsettled()).isFalse();
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

    /** @param end of the probe, afterwards */
    private void probeWhileAnotherCallIsAnswered(Duration after, Throwable end) {
        answer = new CompletableFuture<>();
        health.probe();
        answerAfter(after);
        answer.completeExceptionally(end);
    }

    private void answerAfter(Duration pause) {
        CompletableFuture<String> asked = new CompletableFuture<>();
        health.whileUp(asked);
        clock.advance(pause);
        asked.complete("there");
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
