package org.meetinginsights.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.key.CallerKey;
import org.meetinginsights.idempotency.key.PointerKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.StoreDouble.Call;

/** What is charged to whom, and what becomes of those who may not have the model called. */
class CallBudgetTest extends ExecutionFixture {

    private static final Duration WAIT = Duration.ofSeconds(20);

    private final Map<String, Integer> left = new HashMap<>(Map.of("rich", 100, "poor", 0, "modest", 1));
    private final List<String> charged = new ArrayList<>();

    @Override
    CallBudget budget() {
        return this::take;
    }

    @Test
    void aMissIsChargedOnceAndAHitIsFree() {
        here.execute(request("modest", Optional.of(key)), calls);
        calls.succeed("result");

        assertThat(outcome(here.execute(request("modest", Optional.of(key)), calls)))
                .isInstanceOf(Outcome.Hit.class);
        assertThat(outcome(there.execute(request("poor", Optional.of(key)), calls)))
                .isInstanceOf(Outcome.Hit.class);
        assertThat(charged).containsExactly("modest");
    }

    @Test
    void whoSharesACallIsNotCharged() {
        here.execute(request("modest", Optional.of(key)), calls);
        CompletionStage<Answer> joined = here.execute(request("poor", Optional.of(key)), calls);
        CompletionStage<Answer> elsewhere = there.execute(request("poor", Optional.of(key)), calls);
        calls.succeed("result");
        timer.pass(Duration.ofSeconds(1));

        assertThat(outcome(joined)).isInstanceOf(Outcome.Collapsed.class);
        assertThat(outcome(elsewhere)).isInstanceOf(Outcome.Collapsed.class);
        assertThat(charged).containsExactly("modest");
    }

    @Test
    void whoHasNothingLeftIsToldWhenToComeBackAndNobodyIsAsked() {
        Outcome outcome = outcome(here.execute(request("poor", Optional.of(key)), calls));

        assertThat(outcome).isEqualTo(new Outcome.RateLimited("poor", WAIT));
        assertThat(calls.started()).isZero();
        assertThat(here.calls().running()).isZero();
    }

    @Test
    void whoIsKnownToHaveNothingLeftClaimsNothing() {
        Outcome outcome = outcome(lookingAhead().execute(request("poor", Optional.of(key)), calls));

        assertThat(outcome).isEqualTo(new Outcome.RateLimited("poor", WAIT));
        assertThat(store.asked(Call.CLAIM)).isZero();
    }

    @Test
    void whoIsKnownToHaveNothingLeftSharesTheCallOfAnotherNode() {
        here.execute(request("modest", Optional.of(key)), calls);
        CompletionStage<Answer> elsewhere = lookingAhead().execute(request("poor", Optional.of(key)), calls);
        calls.succeed("result");
        timer.pass(Duration.ofSeconds(1));

        assertThat(outcome(elsewhere)).isInstanceOf(Outcome.Collapsed.class);
        assertThat(charged).containsExactly("modest");
    }

    @Test
    void whoIsKnownToHaveNothingLeftIsRefusedWhenTheCallOfAnotherNodeIsGivenUp() {
        here.execute(request("modest", Optional.of(key)), calls);
        CompletionStage<Answer> elsewhere = lookingAhead().execute(request("poor", Optional.of(key)), calls);
        here.calls().release();
        timer.pass(Duration.ofSeconds(1));

        assertThat(outcome(elsewhere)).isEqualTo(new Outcome.RateLimited("poor", WAIT));
    }

    @Test
    void aRefusalFreesTheClaimSoThatAnotherPayerIsServedAtOnce() {
        here.execute(request("poor", Optional.of(key)), calls);

        CompletionStage<Answer> answer = there.execute(request("rich", Optional.of(key)), calls);
        calls.succeed("result");

        assertThat(outcome(answer)).isInstanceOf(Outcome.Miss.class);
    }

    @Test
    void aRefusalIsNotSharedWithAnotherPayerOnThisNode() {
        CompletableFuture<Void> looking = store.hold(Call.CLAIM);
        CompletionStage<Answer> poor = here.execute(request("poor", Optional.of(key)), calls);
        CompletionStage<Answer> alsoPoor = here.execute(request("poor", Optional.of(key)), calls);
        CompletionStage<Answer> rich = here.execute(request("rich", Optional.of(key)), calls);
        CompletionStage<Answer> alsoRich = here.execute(request("rich", Optional.of(key)), calls);
        looking.complete(null);
        calls.succeed("result");

        assertThat(outcome(poor)).isInstanceOf(Outcome.RateLimited.class);
        assertThat(outcome(alsoPoor)).isInstanceOf(Outcome.RateLimited.class);
        assertThat(List.of(outcome(rich), outcome(alsoRich)))
                .hasAtLeastOneElementOfType(Outcome.Miss.class)
                .hasAtLeastOneElementOfType(Outcome.Collapsed.class);
        assertThat(charged).containsExactly("rich");
    }

    @Test
    void aRefusalIsNotSharedWithAnotherNode() {
        CompletableFuture<Void> letting = store.hold(Call.RELEASE);
        CompletionStage<Answer> poor = here.execute(request("poor", Optional.of(key)), calls);
        CompletionStage<Answer> rich = there.execute(request("rich", Optional.of(key)), calls);
        letting.complete(null);
        timer.pass(Duration.ofSeconds(1));
        calls.succeed("result");

        assertThat(outcome(poor)).isInstanceOf(Outcome.RateLimited.class);
        assertThat(outcome(rich)).isInstanceOf(Outcome.Miss.class);
    }

    @Test
    void aRefusalIsAnsweredAlsoWhenTheStoreIsAwayJustThen() {
        store.fail(Call.RELEASE);

        assertThat(outcome(here.execute(request("poor", Optional.of(key)), calls)))
                .isInstanceOf(Outcome.RateLimited.class);
    }

    @Test
    void whatIsKeptNowhereIsChargedToo() {
        CompletionStage<Answer> first = here.execute(request("modest", Optional.empty()), calls);
        calls.succeed("result");
        CompletionStage<Answer> second = here.execute(request("modest", Optional.empty()), calls);

        assertThat(outcome(first)).isInstanceOf(Outcome.Bypassed.class);
        assertThat(outcome(second)).isInstanceOf(Outcome.RateLimited.class);
        assertThat(calls.started()).isOne();
    }

    @Test
    void aRefusedRequestGivesItsCallersKeyBack() {
        here.execute(keyed("poor", "hello", key), calls);

        CompletionStage<Answer> other = here.execute(keyed("rich", "good bye", newKey()), calls);
        calls.succeed("result");

        assertThat(outcome(other)).isInstanceOf(Outcome.Miss.class);
    }

    @Test
    void aRefusedRequestLeavesItsKeyToOneThatHasBegunMeanwhile() {
        store.before(Call.UNPOINT, () -> there.execute(keyed("rich", "hello", key), calls));
        here.execute(keyed("poor", "hello", key), calls);

        CompletionStage<Answer> other = here.execute(keyed("rich", "good bye", newKey()), calls);

        assertThat(outcome(other)).isInstanceOf(Outcome.KeyReused.class);
        assertThat(calls.started()).isOne();
    }

    @Test
    void aRefusedRequestLeavesItsKeyToOneThatWaitedForIt() {
        CompletableFuture<Void> letting = store.hold(Call.RELEASE);
        here.execute(keyed("poor", "hello", key), calls);
        there.execute(keyed("rich", "hello", key), calls);
        letting.complete(null);
        timer.pass(Duration.ofSeconds(1));

        CompletionStage<Answer> other = here.execute(keyed("rich", "good bye", newKey()), calls);

        assertThat(outcome(other)).isInstanceOf(Outcome.KeyReused.class);
        assertThat(calls.started()).isOne();
    }

    @Test
    void whoWaitsAndLosesTheKeyToAnotherContentMeanwhileIsNotCalledAndNotCharged() {
        CompletableFuture<Void> letting = store.hold(Call.RELEASE);
        here.execute(keyed("poor", "hello", key), calls);
        CompletionStage<Answer> waiting = there.execute(keyed("rich", "hello", key), calls);
        CompletionStage<Answer> alsoWaiting = there.execute(keyed("rich", "hello", key), calls);
        CompletionStage<Answer> withoutAKey = there.execute(request("modest", Optional.of(key)), calls);
        letting.complete(null);
        CompletionStage<Answer> other = here.execute(keyed("rich", "good bye", newKey()), calls);
        timer.pass(Duration.ofSeconds(1));
        calls.succeedAll();

        assertThat(outcome(other)).isInstanceOf(Outcome.Miss.class);
        assertThat(outcome(waiting)).isInstanceOf(Outcome.KeyReused.class);
        assertThat(outcome(alsoWaiting)).isInstanceOf(Outcome.KeyReused.class);
        assertThat(outcome(withoutAKey)).isInstanceOf(Outcome.Miss.class);
        assertThat(charged).containsExactly("rich", "modest");
    }

    private Optional<Duration> take(String payer) {
        if (left.get(payer) == 0) {
            return Optional.of(WAIT);
        }
        left.merge(payer, -1, Integer::sum);
        charged.add(payer);
        return Optional.empty();
    }

    /** The others of this test are told at the last moment only, as if another request had taken the last call. */
    private IdempotentExecution lookingAhead() {
        return node(
                clock,
                new CallBudget() {
                    @Override
                    public Optional<Duration> delay(String payer) {
                        return left.get(payer) == 0 ? Optional.of(WAIT) : Optional.empty();
                    }

                    @Override
                    public Optional<Duration> take(String payer) {
                        return CallBudgetTest.this.take(payer);
                    }
                },
                LONGEST_WAIT,
                Runnable::run);
    }

    private IdempotentRequest request(String payer, Optional<StoreKey> storeKey) {
        return request(payer, "hello", storeKey, Optional.empty());
    }

    private IdempotentRequest keyed(String payer, String content, StoreKey storeKey) {
        PointerKey pointer = PointerKey.of("default", "extract", new CallerKey("mine"));
        return request(payer, content, Optional.of(storeKey), Optional.of(pointer));
    }

    private IdempotentRequest request(
            String payer, String content, Optional<StoreKey> storeKey, Optional<PointerKey> pointerKey) {
        return new IdempotentRequest(
                "request",
                "default",
                payer,
                "extract",
                Optional.empty(),
                storeKey,
                Samples.fingerprint(content),
                clock.instant(),
                CacheDirectives.NONE,
                pointerKey);
    }

    private static Outcome outcome(CompletionStage<Answer> answer) {
        return get(answer).outcome();
    }
}
