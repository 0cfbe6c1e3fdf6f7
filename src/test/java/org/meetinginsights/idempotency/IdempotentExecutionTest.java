package org.meetinginsights.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.RATE_LIMITED;
import static org.meetinginsights.idempotency.Samples.USAGE;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.idempotency.store.StoreDouble.Call;

class IdempotentExecutionTest extends ExecutionFixture {

    @Nested
    class ACallThatWouldBeInVain {

        private final Failure tooLong = Failure.rejected("transcript_too_long", "It is too long.");
        private final List<CompletableFuture<Optional<Failure>>> asked = new ArrayList<>();

        @Test
        void isNeitherMadeNorClaimed() {
            CompletionStage<Answer> answer = here.execute(request(), calls, this::object);
            asked.get(0).complete(Optional.of(tooLong));

            Outcome.Failed failed = outcome(answer, Outcome.Failed.class);
            assertThat(failed.failure()).isEqualTo(tooLong);
            assertThat(failed.spent()).isEqualTo(Usage.FREE);
            assertThat(calls.started()).isZero();
            assertThat(store.asked(Call.CLAIM)).isZero();
        }

        @Test
        void isLookedIntoOnceForAllWhoAskForTheSame() {
            CompletionStage<Answer> first = here.execute(request(), calls, this::object);
            CompletionStage<Answer> second = here.execute(request(), calls, this::object);
            assertThat(asked).hasSize(1);
            asked.get(0).complete(Optional.of(tooLong));

            assertThat(outcome(first, Outcome.Failed.class).collapsed()).isFalse();
            assertThat(outcome(second, Outcome.Failed.class).collapsed()).isTrue();
        }

        @Test
        void isNotLookedIntoWhereThereIsAResult() {
            here.execute(request(), calls);
            calls.succeed("result");

            assertThat(outcome(here.execute(request(), calls, this::object), Outcome.Hit.class))
                    .isNotNull();
            assertThat(asked).isEmpty();
        }

        @Test
        void isNotMadeOutsideOfTheStoreEither() {
            CompletionStage<Answer> answer =
                    here.execute(Samples.request(Optional.empty(), clock), calls, this::object);
            asked.get(0).complete(Optional.of(tooLong));

            assertThat(outcome(answer, Outcome.Failed.class).failure()).isEqualTo(tooLong);
            assertThat(calls.started()).isZero();
        }

        @Test
        void isMadeIfNobodyObjects() {
            CompletionStage<Answer> answer = here.execute(request(), calls, this::object);
            asked.get(0).complete(Optional.empty());
            calls.succeed("result");

            assertThat(outcome(answer, Outcome.Miss.class).stored()).isTrue();
        }

        private CompletionStage<Optional<Failure>> object() {
            CompletableFuture<Optional<Failure>> objection = new CompletableFuture<>();
            asked.add(objection);
            return objection;
        }
    }

    @Nested
    class AMiss {

        @Test
        void callsAndAnswersAndStoresTheSameBytes() {
            CompletionStage<Answer> answer = here.execute(request(), calls);
            calls.succeed("result");

            Outcome.Miss miss = outcome(answer, Outcome.Miss.class);
            assertThat(Samples.text(miss.envelope())).isEqualTo("result");
            assertThat(miss.stored()).isTrue();
            assertThat(miss.forward()).isEqualTo(Forward.URI_MISS);
            assertThat(miss.spent()).isEqualTo(USAGE);
            assertThat(miss.expiredAge()).isZero();
            assertThat(found()).isEqualTo(new Lookup.Fresh(miss.envelope()));
        }

        @Test
        void storesWhatIsKnownAboutTheResult() {
            IdempotentRequest request = request();
            clock.advance(Duration.ofMillis(5));
            CompletionStage<Answer> answer = here.execute(request, calls);
            clock.advance(Duration.ofSeconds(3));
            calls.succeed("result");

            Envelope envelope = outcome(answer, Outcome.Miss.class).envelope();
            assertThat(envelope.requestedAt()).isEqualTo(request.requestedAt());
            assertThat(envelope.createdAt()).isEqualTo(clock.instant());
            assertThat(envelope.lifetime()).isEqualTo(LIFE);
            assertThat(envelope.fingerprint()).isEqualTo(request.fingerprint());
            assertThat(envelope.analyst()).isEqualTo("gpt-4o");
            assertThat(envelope.usage()).isEqualTo(USAGE);
        }

        @Test
        void isToldOnceAndSaysWhereResultsAreKept() {
            CompletionStage<Answer> answer = here.execute(request(), calls);
            calls.succeed("result");

            assertThat(told.answers()).containsExactly(get(answer));
            assertThat(get(answer).backend()).isEqualTo(Backend.EMBEDDED);
        }

        @Test
        void ofWhatHasExpiredSaysHowOldItWasAndReplacesIt() {
            stored("old");
            clock.advance(LIFE.plusSeconds(7));

            CompletionStage<Answer> answer = here.execute(request(), calls);
            calls.succeed("new");

            Outcome.Miss miss = outcome(answer, Outcome.Miss.class);
            assertThat(miss.forward()).isEqualTo(Forward.STALE);
            assertThat(miss.expiredAge()).isEqualTo(LIFE.plusSeconds(7));
            assertThat(miss.stored()).isTrue();
            assertThat(found()).isEqualTo(new Lookup.Fresh(miss.envelope()));
        }

        @Test
        void givesTheAnswerThatWonWhereAnotherWasStoredFirst() {
            CompletionStage<Answer> answer = here.execute(request(), calls);
            clock.advance(Claims.LEASE);
            stored("theirs");
            calls.succeed("ours");

            Outcome.Miss miss = outcome(answer, Outcome.Miss.class);
            assertThat(Samples.text(miss.envelope())).isEqualTo("theirs");
            assertThat(miss.stored()).isFalse();
            assertThat(miss.spent()).isEqualTo(USAGE);
        }

        @Test
        void isAnsweredAlsoWhenTheStoreIsAwayAtTheEnd() {
            CompletionStage<Answer> answer = here.execute(request(), calls);
            store.goAway();
            calls.succeed("result");

            Outcome.Miss miss = outcome(answer, Outcome.Miss.class);
            assertThat(Samples.text(miss.envelope())).isEqualTo("result");
            assertThat(miss.stored()).isFalse();
        }

        @Test
        void keepsItsClaimForAsLongAsTheCallTakes() {
            CompletionStage<Answer> answer = here.execute(request(), calls);

            timer.pass(Claims.LEASE.multipliedBy(3));

            assertThat(get(store.claims().claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Held.class);
            calls.succeed("result");
            assertThat(outcome(answer, Outcome.Miss.class).stored()).isTrue();
        }

        @Test
        void keepsItsClaimWhenTheStoreIsAwayForAMoment() {
            here.execute(request(), calls);
            timer.pass(Duration.ofSeconds(6));

            store.goAway();
            timer.pass(Duration.ofSeconds(12));
            store.comeBack();
            timer.pass(Duration.ofSeconds(12));

            assertThat(get(store.claims().claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Held.class);
            calls.succeed("result");
        }

        @Test
        void keepsItsClaimWhenTheAnswerToARenewalGetsLost() {
            CompletionStage<Answer> answer = here.execute(request(), calls);

            store.loseAnswersOf(Call.RENEW);
            timer.pass(Duration.ofSeconds(6));
            store.comeBack();
            timer.pass(Claims.LEASE.multipliedBy(2));

            assertThat(get(store.claims().claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Held.class);
            calls.succeed("result");
            assertThat(outcome(answer, Outcome.Miss.class).stored()).isTrue();
        }

        @Test
        void endsAlsoForACallerWhoHangsUp() {
            CompletionStage<Answer> answer = here.execute(request(), calls);

            answer.toCompletableFuture().cancel(true);
            calls.succeed("result");

            assertThat(calls.last()).isNotCancelled();
            assertThat(found()).isInstanceOf(Lookup.Fresh.class);
        }
    }

    @Nested
    class AHit {

        @Test
        void replaysTheSameBytesWithoutACall() {
            CompletionStage<Answer> first = here.execute(request(), calls);
            calls.succeed("result");

            CompletionStage<Answer> second = here.execute(request(), calls);

            assertThat(outcome(second, Outcome.Hit.class).envelope())
                    .isEqualTo(outcome(first, Outcome.Miss.class).envelope());
            assertThat(calls.started()).isOne();
        }

        @Test
        void isWhatWasStoredBetweenTheFirstLookAndTheClaim() {
            store.before(Call.CLAIM, () -> stored("result"));

            CompletionStage<Answer> answer = here.execute(request(), calls);

            assertThat(Samples.text(outcome(answer, Outcome.Hit.class).envelope()))
                    .isEqualTo("result");
            assertThat(calls.started()).isZero();
            assertThat(get(store.claims().claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Granted.class);
        }

        @Test
        void isToldOnce() {
            stored("result");

            Answer answer = get(here.execute(request(), calls));

            assertThat(told.answers()).containsExactly(answer);
        }
    }

    @Nested
    class EqualRequestsAtOnce {

        @Test
        void areOneCallOfWhichAllShareTheResult() {
            CompletionStage<Answer> first = here.execute(request(), calls);
            List<CompletionStage<Answer>> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                others.add(here.execute(request(), calls));
            }
            clock.advance(Duration.ofSeconds(2));
            calls.succeed("result");

            Envelope paid = outcome(first, Outcome.Miss.class).envelope();
            assertThat(others).allSatisfy(answer -> {
                Outcome.Collapsed collapsed = outcome(answer, Outcome.Collapsed.class);
                assertThat(collapsed.envelope()).isEqualTo(paid);
                assertThat(collapsed.forward()).isEqualTo(Forward.URI_MISS);
                assertThat(collapsed.waited()).isEqualTo(Duration.ofSeconds(2));
            });
            assertThat(calls.started()).isOne();
            assertThat(told.answers()).hasSize(21);
        }

        @Test
        void areOneCallAlsoFromAHundredThreads() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(100);
            try {
                CountDownLatch start = new CountDownLatch(100);
                List<Future<CompletionStage<Answer>>> asked = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    IdempotentExecution node = i % 2 == 0 ? here : there;
                    asked.add(threads.submit(() -> {
                        start.countDown();
                        start.await();
                        return node.execute(request(), calls);
                    }));
                }
                List<CompletionStage<Answer>> answers = new ArrayList<>();
                for (Future<CompletionStage<Answer>> future : asked) {
                    answers.add(future.get());
                }
                calls.succeed("result");
                timer.pass(Duration.ofSeconds(1));

                assertThat(calls.started()).isOne();
                assertThat(answers)
                        .allSatisfy(answer ->
                                assertThat(Samples.text(body(get(answer)))).isEqualTo("result"));
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void shareAFailureThatIsStoredNowhere() {
            CompletionStage<Answer> first = here.execute(request(), calls);
            CompletionStage<Answer> second = here.execute(request(), calls);
            calls.fail(RATE_LIMITED);

            Outcome.Failed own = outcome(first, Outcome.Failed.class);
            assertThat(own.failure()).isEqualTo(RATE_LIMITED);
            assertThat(own.collapsed()).isFalse();
            assertThat(own.spent()).isEqualTo(USAGE);
            Outcome.Failed shared = outcome(second, Outcome.Failed.class);
            assertThat(shared.failure()).isEqualTo(RATE_LIMITED);
            assertThat(shared.collapsed()).isTrue();
            assertThat(shared.spent()).isEqualTo(Usage.FREE);
            assertThat(found()).isEqualTo(Lookup.ABSENT);
        }

        @Test
        void waitOnlySoLong() {
            IdempotentExecution impatient = node(Duration.ofMillis(20), Runnable::run);
            impatient.execute(request(), calls);

            CompletionStage<Answer> second = impatient.execute(request(), calls);

            assertThat(((Outcome.InProgress) get(second).outcome()).retryAfter())
                    .isEqualTo(CALL_DEADLINE);
            calls.succeed("result");
            assertThat(impatient.inFlight()).isZero();
        }

        @Test
        void areToldToComeBackInASecondAtLeast() {
            IdempotentExecution impatient = node(Duration.ofMillis(20), Runnable::run);
            impatient.execute(request(), calls);
            clock.advance(CALL_DEADLINE.plusSeconds(1));

            CompletionStage<Answer> second = impatient.execute(request(), calls);

            assertThat(((Outcome.InProgress) get(second).outcome()).retryAfter())
                    .isEqualTo(Duration.ofSeconds(1));
            calls.succeed("result");
        }

        @Test
        void goOnWhenOneOfThemHangsUp() {
            CompletionStage<Answer> first = here.execute(request(), calls);
            CompletionStage<Answer> second = here.execute(request(), calls);
            CompletionStage<Answer> third = here.execute(request(), calls);

            first.toCompletableFuture().cancel(true);
            second.toCompletableFuture().cancel(true);
            calls.succeed("result");

            assertThat(Samples.text(outcome(third, Outcome.Collapsed.class).envelope()))
                    .isEqualTo("result");
        }
    }

    @Nested
    class DifferentRequests {

        @Test
        void neverShareACall() {
            CompletionStage<Answer> one = here.execute(request(), calls);
            CompletionStage<Answer> other = here.execute(request(Optional.of(newKey())), calls);
            calls.succeed("other");

            assertThat(Samples.text(outcome(other, Outcome.Miss.class).envelope()))
                    .isEqualTo("other");
            assertThat(one.toCompletableFuture()).isNotDone();
            assertThat(calls.started()).isEqualTo(2);
        }

        @Test
        void neverShareAResult() {
            stored("result");

            CompletionStage<Answer> other = here.execute(request(Optional.of(newKey())), calls);
            calls.succeed("other");

            assertThat(outcome(other, Outcome.Miss.class).stored()).isTrue();
        }
    }

    @Nested
    class ARequestWithoutAKey {

        @Test
        void isCalledAndKeptNowhere() {
            CompletionStage<Answer> answer = here.execute(request(Optional.empty()), calls);
            calls.succeed("result");

            Outcome.Bypassed bypassed = outcome(answer, Outcome.Bypassed.class);
            assertThat(Samples.text(bypassed.envelope())).isEqualTo("result");
            assertThat(bypassed.spent()).isEqualTo(USAGE);
            for (Call call : Call.values()) {
                assertThat(store.asked(call)).as(call.name()).isZero();
            }
        }

        @Test
        void neverWaitsForAnother() {
            CompletionStage<Answer> first = here.execute(request(Optional.empty()), calls);
            CompletionStage<Answer> second = here.execute(request(Optional.empty()), calls);
            calls.succeed("second");

            assertThat(first.toCompletableFuture()).isNotDone();
            assertThat(Samples.text(outcome(second, Outcome.Bypassed.class).envelope()))
                    .isEqualTo("second");
        }

        @Test
        void failsAlone() {
            CompletionStage<Answer> answer = here.execute(request(Optional.empty()), calls);
            calls.fail(RATE_LIMITED);

            Outcome.Failed failed = outcome(answer, Outcome.Failed.class);
            assertThat(failed.failure()).isEqualTo(RATE_LIMITED);
            assertThat(failed.forward()).isEqualTo(Forward.NO_KEY);
            assertThat(failed.collapsed()).isFalse();
        }

        @Test
        void isToldOfADefectToo() {
            CompletionStage<Answer> answer = here.execute(request(Optional.empty()), () -> {
                throw new IllegalStateException("broken");
            });

            assertThat(outcome(answer, Outcome.Failed.class).failure().code()).isEqualTo("internal_error");
            assertThat(told.defects()).singleElement().isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class ACallThatBreaks {

        private final IllegalStateException defect = new IllegalStateException("broken");

        @ParameterizedTest
        @MethodSource("broken")
        void isAnInternalErrorAndFreesTheClaim(
                Supplier<CompletionStage<Computation>> call, Class<? extends Throwable> toldOf) {
            assertIsAnInternalError(here, call);
            assertThat(told.defects()).singleElement().isInstanceOf(toldOf);
        }

        private static List<Arguments> broken() {
            return List.of(
                    broken("at once", IllegalStateException.class, () -> {
                        throw new IllegalStateException("broken");
                    }),
                    broken("with an error of the virtual machine", StackOverflowError.class, () -> {
                        throw new StackOverflowError();
                    }),
                    broken(
                            "later",
                            IllegalStateException.class,
                            () -> CompletableFuture.failedFuture(new IllegalStateException("broken"))),
                    broken("by giving no stage", NullPointerException.class, () -> null),
                    broken(
                            "by giving nothing",
                            NullPointerException.class,
                            () -> CompletableFuture.completedFuture(null)));
        }

        private static Arguments broken(
                String how, Class<? extends Throwable> toldOf, Supplier<CompletionStage<Computation>> call) {
            return Arguments.of(Named.of(how, call), toldOf);
        }

        @Test
        void becauseNobodyRunsItIsAnInternalErrorAndFreesTheClaim() {
            IdempotentExecution stopping = node(LONGEST_WAIT, task -> {
                throw new RejectedExecutionException("stopping");
            });

            assertIsAnInternalError(stopping, calls);

            assertThat(told.defects()).singleElement().isInstanceOf(RejectedExecutionException.class);
            assertThat(stopping.inFlight()).isZero();
        }

        @Test
        void isSharedWithThoseWhoWaited() {
            CompletionStage<Answer> first = here.execute(request(), calls);
            CompletionStage<Answer> second = here.execute(request(), calls);
            calls.last().completeExceptionally(defect);

            assertThat(outcome(first, Outcome.Failed.class).failure().code()).isEqualTo("internal_error");
            assertThat(outcome(second, Outcome.Failed.class).collapsed()).isTrue();
            assertThat(told.defects()).containsExactly(defect);
        }

        private void assertIsAnInternalError(IdempotentExecution node, Supplier<CompletionStage<Computation>> broken) {
            CompletionStage<Answer> answer = node.execute(request(), broken);

            Outcome.Failed failed = outcome(answer, Outcome.Failed.class);
            assertThat(failed.failure().code()).isEqualTo("internal_error");
            assertThat(failed.spent()).isEqualTo(Usage.FREE);
            assertThat(get(store.claims().claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Granted.class);
        }
    }

    @Nested
    class TwoNodes {

        @Test
        void makeOneCallOfWhichBothShareTheResult() {
            CompletionStage<Answer> holder = here.execute(request(), calls);
            CompletionStage<Answer> waiter = there.execute(request(), calls);
            timer.pass(Duration.ofSeconds(2));
            assertThat(waiter.toCompletableFuture()).isNotDone();
            calls.succeed("result");
            timer.pass(Duration.ofMillis(200));

            Outcome.Collapsed collapsed = outcome(waiter, Outcome.Collapsed.class);
            assertThat(collapsed.envelope())
                    .isEqualTo(outcome(holder, Outcome.Miss.class).envelope());
            assertThat(collapsed.waited()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_200));
            assertThat(calls.started()).isOne();
        }

        @Test
        void shareAlsoAmongThoseWhoWaitOnTheSecond() {
            here.execute(request(), calls);
            CompletionStage<Answer> first = there.execute(request(), calls);
            CompletionStage<Answer> second = there.execute(request(), calls);
            calls.succeed("result");
            timer.pass(Duration.ofMillis(200));

            assertThat(outcome(second, Outcome.Collapsed.class).envelope())
                    .isEqualTo(outcome(first, Outcome.Collapsed.class).envelope());
        }

        @Test
        void lookEveryTenthOfASecondAtMost() {
            here.execute(request(), calls);
            there.execute(request(), calls);
            int before = store.asked(Call.INSPECT);

            timer.pass(Duration.ofSeconds(10));

            assertThat(store.asked(Call.INSPECT) - before).isBetween(90, 110);
            calls.succeed("result");
            timer.pass(Duration.ofMillis(200));
        }

        @Test
        void shareAFailureWithThoseWhoWaitedAndNobodyElse() {
            here.execute(request(), calls);
            CompletionStage<Answer> waiter = there.execute(request(), calls);
            calls.fail(RATE_LIMITED);
            CompletionStage<Answer> later = here.execute(request(), calls);
            timer.pass(Duration.ofMillis(200));

            Outcome.Failed shared = outcome(waiter, Outcome.Failed.class);
            assertThat(shared.failure()).isEqualTo(RATE_LIMITED);
            assertThat(shared.collapsed()).isTrue();
            assertThat(shared.spent()).isEqualTo(Usage.FREE);
            assertThat(later.toCompletableFuture()).isNotDone();
            calls.succeed("result");
            assertThat(outcome(later, Outcome.Miss.class).stored()).isTrue();
        }

        @Test
        void letOneWaiterTakeOverWhenTheHolderDies() {
            get(store.claims().claim(key, clock.instant().plus(CALL_DEADLINE)));
            CompletionStage<Answer> first = here.execute(request(), calls);
            CompletionStage<Answer> second = there.execute(request(), calls);

            timer.pass(Claims.LEASE.minusMillis(1));
            assertThat(calls.started()).isZero();
            timer.pass(Duration.ofMillis(500));
            assertThat(calls.started()).isOne();
            calls.succeed("result");
            timer.pass(Duration.ofMillis(200));

            assertThat(List.of(
                            get(first).outcome().label(), get(second).outcome().label()))
                    .containsExactlyInAnyOrder("miss", "collapsed");
        }

        @Test
        void letAWaiterTakeOverWhenTheHolderLetsGo() {
            Claim holder = granted();
            CompletionStage<Answer> waiter = there.execute(request(), calls);
            get(store.claims().release(holder));

            timer.pass(Duration.ofMillis(200));

            calls.succeed("result");
            assertThat(outcome(waiter, Outcome.Miss.class).stored()).isTrue();
        }

        @Test
        void waitOnlySoLong() {
            here.execute(request(), calls);
            timer.pass(Duration.ofSeconds(10));
            CompletionStage<Answer> waiter = there.execute(request(), calls);
            timer.pass(LONGEST_WAIT.minusSeconds(1));
            assertThat(waiter.toCompletableFuture()).isNotDone();

            timer.pass(Duration.ofSeconds(2));

            assertThat(outcome(waiter, Outcome.InProgress.class).retryAfter()).isEqualTo(Duration.ofSeconds(1));
            calls.succeed("result");
        }

        @Test
        void waitAlsoWhileSomebodySetsTheTimeOfDay() {
            MutableClock timeOfDay = new MutableClock();
            IdempotentExecution waiting = node(timeOfDay, CallBudget.UNLIMITED, LONGEST_WAIT, Runnable::run);
            there.execute(request(), calls);
            CompletionStage<Answer> answer = waiting.execute(request(), calls);
            timeOfDay.advance(LONGEST_WAIT);
            timer.pass(Duration.ofSeconds(1));
            calls.succeed("result");
            timer.pass(Duration.ofSeconds(1));

            assertThat(outcome(answer, Outcome.Collapsed.class).waited()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void tellHowLongTheHolderMayStillTake() {
            IdempotentExecution impatient = node(Duration.ofSeconds(5), Runnable::run);
            here.execute(request(), calls);

            CompletionStage<Answer> waiter = impatient.execute(request(), calls);
            timer.pass(Duration.ofMillis(5_100));

            assertThat(outcome(waiter, Outcome.InProgress.class).retryAfter())
                    .isBetween(CALL_DEADLINE.minusMillis(5_200), CALL_DEADLINE.minusSeconds(5));
            calls.succeed("result");
        }
    }

    @Nested
    class AStoreThatIsAway {

        @Test
        void isADefectThatEndsTheFlight() {
            store.goAway();

            CompletionStage<Answer> answer = here.execute(request(), calls);

            assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
            assertThat(calls.started()).isZero();
        }

        @Test
        void atTheEndOfAFailedCallChangesNothingForTheCaller() {
            CompletionStage<Answer> answer = here.execute(request(), calls);
            store.goAway();
            calls.fail(RATE_LIMITED);

            assertThat(outcome(answer, Outcome.Failed.class).failure()).isEqualTo(RATE_LIMITED);
        }
    }

    private static Envelope body(Answer answer) {
        Outcome outcome = answer.outcome();
        if (outcome instanceof Outcome.Miss miss) {
            return miss.envelope();
        }
        return outcome instanceof Outcome.Hit hit ? hit.envelope() : ((Outcome.Collapsed) outcome).envelope();
    }
}
