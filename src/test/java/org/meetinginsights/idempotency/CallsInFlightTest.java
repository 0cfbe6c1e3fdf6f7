package org.meetinginsights.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.RATE_LIMITED;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.StoreDouble.Call;

/** What becomes of requests and calls on a node that stops, while another one goes on. */
class CallsInFlightTest extends ExecutionFixture {

    private final PaidCalls paidThere = new PaidCalls();

    @AfterEach
    void nothingIsPaidAnyMore() {
        calls.succeedAll();
        paidThere.succeedAll();
        assertThat(here.calls().running()).isZero();
        assertThat(there.calls().running()).isZero();
    }

    @Nested
    class ARequest {

        @Test
        void thatWouldHaveToClaimIsRefused() {
            here.calls().stop();

            CompletionStage<Answer> answer = here.execute(request(), calls);

            assertIsRefused(answer);
            assertThat(calls.started()).isZero();
            assertThat(store.asked(Call.CLAIM)).isZero();
        }

        @Test
        void thatIsRefusedHereIsAnsweredThere() {
            here.calls().stop();
            here.execute(request(), calls);

            CompletionStage<Answer> answer = there.execute(request(), paidThere);
            paidThere.succeed("result");

            assertThat(get(answer).outcome()).isInstanceOf(Outcome.Miss.class);
        }

        @Test
        void withoutAKeyIsRefused() {
            here.calls().stop();

            CompletionStage<Answer> answer = here.execute(request(Optional.empty()), calls);

            assertIsRefused(answer);
            assertThat(calls.started()).isZero();
        }

        @Test
        void isStillAnsweredFromTheStore() {
            stored("result");
            here.calls().stop();

            CompletionStage<Answer> answer = here.execute(request(), calls);

            assertThat(get(answer).outcome()).isInstanceOf(Outcome.Hit.class);
        }

        @Test
        void stillJoinsACallInFlight() {
            here.execute(request(), calls);
            here.calls().stop();

            CompletionStage<Answer> answer = here.execute(request(), calls);
            calls.succeed("result");

            assertThat(get(answer).outcome()).isInstanceOf(Outcome.Collapsed.class);
        }

        @Test
        void thatWaitsStillSharesTheResultOfAnotherNode() {
            there.execute(request(), paidThere);
            CompletionStage<Answer> waiter = here.execute(request(), calls);
            here.calls().stop();

            paidThere.succeed("result");
            timer.pass(A_LOOK);

            assertThat(get(waiter).outcome()).isInstanceOf(Outcome.Collapsed.class);
        }

        @Test
        void thatWaitsIsRefusedWhenItWouldHaveToTakeOver() {
            Claim claim = granted();
            CompletionStage<Answer> waiter = here.execute(request(), calls);
            here.calls().stop();

            get(store.claims().release(claim));
            timer.pass(A_LOOK);

            assertIsRefused(waiter);
            assertThat(calls.started()).isZero();
            assertThat(store.asked(Call.FAIL))
                    .as("failures told to other nodes")
                    .isZero();
        }

        private void assertIsRefused(CompletionStage<Answer> answer) {
            assertThat(get(answer).outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                assertThat(failed.failure().code()).isEqualTo("stopping");
                assertThat(failed.failure().forwarded()).isFalse();
                assertThat(failed.failure().retryAfter()).contains(Duration.ofSeconds(1));
                assertThat(failed.spent()).isEqualTo(Usage.FREE);
            });
        }
    }

    @Nested
    class TheStop {

        @Test
        void isOverAtOnceWhenNothingIsInFlight() {
            assertThat(here.calls().stop()).isCompleted();
        }

        @Test
        void isOverWhenTheResultOfTheLastCallIsStored() {
            here.execute(request(), calls);
            here.execute(request(Optional.of(newKey())), calls);
            CompletionStage<Void> stop = here.calls().stop();
            calls.succeed("second");
            assertThat(stop).isNotCompleted();

            CompletableFuture<Void> stored = store.hold(Call.COMPLETE);
            calls.succeedAll();
            assertThat(stop).isNotCompleted();
            stored.complete(null);

            assertThat(stop).isCompleted();
            assertThat(get(store.results().find(key))).isInstanceOf(Lookup.Fresh.class);
        }

        @Test
        void waitsForACallWithoutAKeyToo() {
            here.execute(request(Optional.empty()), calls);
            CompletionStage<Void> stop = here.calls().stop();
            assertThat(stop).isNotCompleted();

            calls.succeed("result");

            assertThat(stop).isCompleted();
        }

        @Test
        void waitsForACallWhoseClaimWasOnItsWay() {
            CompletableFuture<Void> claimed = store.hold(Call.CLAIM);
            CompletionStage<Answer> answer = here.execute(request(), calls);
            CompletionStage<Void> stop = here.calls().stop();
            claimed.complete(null);
            assertThat(stop).isNotCompleted();

            calls.succeed("result");

            assertThat(stop).isCompleted();
            assertThat(get(answer).outcome()).isInstanceOf(Outcome.Miss.class);
        }

        @Test
        void doesNotWaitForThoseWhoWaitThemselves() {
            there.execute(request(), paidThere);
            here.execute(request(), calls);

            assertThat(here.calls().stop()).isCompleted();

            paidThere.succeed("result");
            timer.pass(A_LOOK);
        }

        @Test
        void isOverAlsoWhenTheStoreIsAway() {
            here.execute(request(), calls);
            store.goAway();
            CompletionStage<Void> stop = here.calls().stop();

            calls.succeed("result");

            assertThat(stop).isCompleted();
        }
    }

    @Nested
    class AReleasedCall {

        @Test
        void keepsNobodyWaiting() {
            here.execute(request(), calls);
            CompletionStage<Answer> waiter = there.execute(request(), paidThere);
            here.calls().stop();

            get(here.calls().release());
            timer.pass(A_LOOK);
            paidThere.succeed("theirs");

            assertThat(get(waiter).outcome()).isInstanceOf(Outcome.Miss.class);
        }

        @Test
        void isStoredWhenItEndsAfterAllAndIsTheFirst() {
            CompletionStage<Answer> answer = here.execute(request(), calls);
            here.calls().stop();
            get(here.calls().release());

            calls.succeed("late");

            assertThat(get(answer).outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Miss.class,
                            miss -> assertThat(miss.stored()).isTrue());
            assertThat(get(store.results().find(key))).isInstanceOf(Lookup.Fresh.class);
        }

        @Test
        void givesTheAnswerOfWhoeverTookOverAndWasFirst() {
            CompletionStage<Answer> answer = here.execute(request(), calls);
            here.calls().stop();
            get(here.calls().release());
            there.execute(request(), paidThere);
            paidThere.succeed("theirs");

            calls.succeed("late");

            assertThat(get(answer).outcome()).isInstanceOfSatisfying(Outcome.Miss.class, miss -> {
                assertThat(Samples.text(miss.envelope())).isEqualTo("theirs");
                assertThat(miss.stored()).isFalse();
            });
        }

        @Test
        void leavesTheClaimOfWhoeverTookOver() {
            here.execute(request(), calls);
            here.calls().stop();
            get(here.calls().release());
            there.execute(request(), paidThere);

            calls.fail(RATE_LIMITED);

            assertThat(get(store.claims().claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Held.class);
        }

        @Test
        void tellsNobodyElseThatItHasFailed() {
            CompletionStage<Answer> answer = here.execute(request(), calls);
            CompletionStage<Answer> waiter = there.execute(request(), paidThere);
            here.calls().stop();
            get(here.calls().release());

            calls.fail(RATE_LIMITED);
            timer.pass(A_LOOK);
            paidThere.succeed("theirs");

            assertThat(get(answer).outcome()).isInstanceOf(Outcome.Failed.class);
            assertThat(get(waiter).outcome()).isInstanceOf(Outcome.Miss.class);
        }

        @Test
        void givesUpAlsoAClaimThatIsGrantedLater() {
            CompletableFuture<Void> claimed = store.hold(Call.CLAIM);
            here.execute(request(), calls);
            here.calls().stop();
            get(here.calls().release());

            claimed.complete(null);

            assertThat(get(store.claims().claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Granted.class);
        }

        @Test
        void isNoErrorWhenTheStoreIsAway() {
            here.execute(request(), calls);
            here.calls().stop();
            store.goAway();

            assertThat(here.calls().release()).isCompleted();
        }
    }
}
