package org.meetinginsights.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.local.LocalResultStore;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.StoreDouble;

/** Two nodes with one store, and calls that end when the test says so. */
abstract class ExecutionFixture {

    static final Duration CALL_DEADLINE = Duration.ofSeconds(50);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** After so long a node has looked again at what another one does. */
    static final Duration A_LOOK = Duration.ofMillis(200);

    final MutableClock clock = new MutableClock();
    final ManualTimer timer = new ManualTimer(clock);
    final LocalResultStore kept = new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock);
    final StoreDouble store = new StoreDouble(kept);
    final RecordedAnswers told = new RecordedAnswers();
    final PaidCalls calls = new PaidCalls();
    final IdempotentExecution here = node(LONGEST_WAIT, Runnable::run);
    final IdempotentExecution there = node(LONGEST_WAIT, Runnable::run);
    final StoreKey key = newKey();

    @AfterEach
    void nothingIsLeftInFlight() {
        calls.succeedAll();
        timer.pass(A_LOOK);
        assertThat(here.inFlight()).isZero();
        assertThat(there.inFlight()).isZero();
        assertThat(timer.waiting()).as("renewals and looks that go on").isZero();
    }

    CallBudget budget() {
        return CallBudget.UNLIMITED;
    }

    IdempotentExecution node(Duration longestWait, Executor executor) {
        return node(clock, budget(), longestWait, executor);
    }

    /** @param timeOfDay what this node takes for the time of day */
    IdempotentExecution node(Clock timeOfDay, CallBudget budget, Duration longestWait, Executor executor) {
        ExecutionLimits limits = new ExecutionLimits(LIFE, CALL_DEADLINE, longestWait);
        return new IdempotentExecution(
                new ExecutionContext(store, limits, budget, timeOfDay, clock, executor, timer, told));
    }

    IdempotentRequest request() {
        return request(Optional.of(key));
    }

    IdempotentRequest request(Optional<StoreKey> storeKey) {
        return Samples.request(storeKey, clock);
    }

    /** Of somebody else, whom nothing holds up. */
    Claim granted() {
        return ((ClaimAttempt.Granted)
                        get(kept.claims().claim(key, clock.instant().plus(CALL_DEADLINE))))
                .claim();
    }

    void stored(String body) {
        get(kept.claims().complete(granted(), envelope(body, clock), false));
    }

    Lookup found() {
        return get(store.results().find(key));
    }

    static <O extends Outcome> O outcome(CompletionStage<Answer> answer, Class<O> kind) {
        assertThat(answer.toCompletableFuture()).isDone();
        Outcome outcome = get(answer).outcome();
        assertThat(outcome).isInstanceOf(kind);
        return kind.cast(outcome);
    }
}
