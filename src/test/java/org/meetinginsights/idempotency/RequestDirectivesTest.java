package org.meetinginsights.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.USAGE;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.text;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.StoreDouble.Call;

/** What a caller's directives change about the way of its request. */
class RequestDirectivesTest extends ExecutionFixture {

    private static final CacheDirectives NO_CACHE = new CacheDirectives(true, Optional.empty(), false, false);
    private static final CacheDirectives NO_STORE = new CacheDirectives(false, Optional.empty(), true, false);
    private static final CacheDirectives ONLY_IF_CACHED = new CacheDirectives(false, Optional.empty(), false, true);

    @Nested
    class ACallerWhoWantsAFreshOne {

        @Test
        void getsANewCallThatReplacesWhatIsStored() {
            stored("old");

            CompletionStage<Answer> answer = here.execute(request(NO_CACHE), calls);
            calls.succeed("new");

            Outcome.Miss miss = outcome(answer, Outcome.Miss.class);
            assertThat(miss.forward()).isEqualTo(Forward.REQUEST);
            assertThat(miss.stored()).isTrue();
            assertThat(text(miss.envelope())).isEqualTo("new");
            assertThat(replayed()).isEqualTo("new");
        }

        @Test
        void isOneAlsoWhereNothingIsStored() {
            CompletionStage<Answer> answer = here.execute(request(NO_CACHE), calls);
            calls.succeed("new");

            assertThat(outcome(answer, Outcome.Miss.class).forward()).isEqualTo(Forward.REQUEST);
        }

        @Test
        void joinsACallInFlightOnThisNode() {
            here.execute(request(CacheDirectives.NONE), calls);
            CompletionStage<Answer> answer = here.execute(request(NO_CACHE), calls);
            calls.succeed("result");

            Outcome.Collapsed collapsed = outcome(answer, Outcome.Collapsed.class);
            assertThat(collapsed.forward()).isEqualTo(Forward.REQUEST);
            assertThat(calls.started()).isOne();
        }

        @Test
        void joinsACallInFlightOnAnotherNodeAndDoesNotTakeTheOldResultForIt() {
            stored("old");
            there.execute(request(NO_CACHE), calls);
            CompletionStage<Answer> answer = here.execute(request(NO_CACHE), calls);
            timer.pass(Duration.ofSeconds(2));
            assertThat(answer.toCompletableFuture()).isNotDone();
            calls.succeed("new");
            timer.pass(Duration.ofMillis(200));

            assertThat(text(outcome(answer, Outcome.Collapsed.class).envelope()))
                    .isEqualTo("new");
            assertThat(calls.started()).isOne();
        }

        @Test
        void makesTheCallWhereTheOneInFlightEndsWithoutAResult() {
            stored("old");
            there.execute(request(NO_CACHE), calls);
            CompletionStage<Answer> answer = here.execute(request(NO_CACHE), calls);
            calls.last().complete(new Computation.Failed(PaidCall.STOPPING, Usage.FREE));
            timer.pass(Duration.ofMillis(200));

            assertThat(outcome(answer, Outcome.Failed.class).collapsed()).isTrue();
            assertThat(replayed()).isEqualTo("old");
        }

        @Test
        void isNotContentWithWhatSomebodyElseFoundMeanwhile() {
            CompletableFuture<Void> letGo = store.hold(Call.CLAIM);
            CompletionStage<Answer> content = here.execute(request(CacheDirectives.NONE), calls);
            stored("found");
            clock.advance(Duration.ofSeconds(1));
            CompletionStage<Answer> answer = here.execute(request(NO_CACHE), calls);
            letGo.complete(null);

            assertThat(text(outcome(content, Outcome.Hit.class).envelope())).isEqualTo("found");
            assertThat(calls.started()).isOne();
            calls.succeed("new");
            assertThat(text(outcome(answer, Outcome.Miss.class).envelope())).isEqualTo("new");
        }
    }

    @Nested
    class ACallerWhoWantsOneThatIsNotTooOld {

        @Test
        void isGivenOneOfExactlyThatAge() {
            stored("result");
            clock.advance(Duration.ofMillis(60_999));

            assertThat(outcome(here.execute(request(maxAge(60)), calls), Outcome.Hit.class))
                    .isNotNull();
        }

        @Test
        void isGivenNoOlderOne() {
            stored("old");
            clock.advance(Duration.ofSeconds(61));

            CompletionStage<Answer> answer = here.execute(request(maxAge(60)), calls);
            calls.succeed("new");

            assertThat(outcome(answer, Outcome.Miss.class).forward()).isEqualTo(Forward.REQUEST);
            assertThat(replayed()).isEqualTo("new");
        }

        @Test
        void asksForNothingSpecialWhereNothingIsStored() {
            CompletionStage<Answer> answer = here.execute(request(maxAge(60)), calls);
            calls.succeed("new");

            assertThat(outcome(answer, Outcome.Miss.class).forward()).isEqualTo(Forward.URI_MISS);
        }
    }

    @Nested
    class ACallerWhoWantsNothingKept {

        @Test
        void isGivenWhatIsStored() {
            stored("result");

            assertThat(outcome(here.execute(request(NO_STORE), calls), Outcome.Hit.class))
                    .isNotNull();
        }

        @Test
        void sharesACallInFlight() {
            here.execute(request(CacheDirectives.NONE), calls);
            CompletionStage<Answer> answer = here.execute(request(NO_STORE), calls);
            calls.succeed("result");

            assertThat(outcome(answer, Outcome.Collapsed.class)).isNotNull();
        }

        @Test
        void elseHasACallThatNobodySharesAndThatLeavesNothing() {
            CompletionStage<Answer> answer = here.execute(request(NO_STORE), calls);
            CompletionStage<Answer> other = here.execute(request(CacheDirectives.NONE), calls);
            assertThat(calls.started()).isEqualTo(2);
            calls.fail(Samples.RATE_LIMITED);
            calls.succeedAll();

            Outcome.Bypassed bypassed = outcome(answer, Outcome.Bypassed.class);
            assertThat(bypassed.forward()).isEqualTo(Forward.NO_STORE);
            assertThat(bypassed.spent()).isEqualTo(USAGE);
            assertThat(outcome(other, Outcome.Failed.class)).isNotNull();
            assertThat(get(store.results().find(key))).isEqualTo(Lookup.ABSENT);
        }

        @Test
        void saysSoBeforeThatThereIsNoKey() {
            CompletionStage<Answer> answer = here.execute(request(Optional.empty(), NO_STORE), calls);
            calls.succeed("result");

            assertThat(outcome(answer, Outcome.Bypassed.class).forward()).isEqualTo(Forward.NO_STORE);
        }
    }

    @Nested
    class ACallerWhoWantsNothingButAStoredOne {

        @Test
        void isGivenIt() {
            stored("result");

            assertThat(outcome(here.execute(request(ONLY_IF_CACHED), calls), Outcome.Hit.class))
                    .isNotNull();
        }

        @Test
        void neverPays() {
            assertThat(outcome(here.execute(request(ONLY_IF_CACHED), calls), Outcome.NotStored.class))
                    .isNotNull();
            assertThat(outcome(here.execute(request(Optional.empty(), ONLY_IF_CACHED), calls), Outcome.NotStored.class))
                    .isNotNull();
            assertThat(calls.started()).isZero();
            assertThat(store.asked(Call.CLAIM)).isZero();
        }

        @Test
        void neverWaits() {
            here.execute(request(CacheDirectives.NONE), calls);

            assertThat(outcome(here.execute(request(ONLY_IF_CACHED), calls), Outcome.NotStored.class))
                    .isNotNull();
        }

        @Test
        void isGivenNothingThatIsTooOldOrThatItDoesNotWant() {
            stored("result");
            clock.advance(Duration.ofSeconds(61));

            for (CacheDirectives both : new CacheDirectives[] {
                new CacheDirectives(false, Optional.of(Duration.ofSeconds(60)), false, true),
                new CacheDirectives(true, Optional.empty(), false, true),
                new CacheDirectives(true, Optional.empty(), true, true)
            }) {
                assertThat(outcome(here.execute(request(both), calls), Outcome.NotStored.class))
                        .isNotNull();
            }
        }
    }

    @Test
    void mayBeTakenAwayAsFarAsTheyCostMoney() {
        assertThat(new CacheDirectives(true, Optional.of(Duration.ZERO), true, true).withoutRefresh())
                .isEqualTo(new CacheDirectives(false, Optional.empty(), true, true));
    }

    private static CacheDirectives maxAge(long seconds) {
        return new CacheDirectives(false, Optional.of(Duration.ofSeconds(seconds)), false, false);
    }

    private IdempotentRequest request(CacheDirectives directives) {
        return request(Optional.of(key), directives);
    }

    private IdempotentRequest request(Optional<StoreKey> storeKey, CacheDirectives directives) {
        return Samples.request(storeKey, "hello", directives, Optional.empty(), clock);
    }

    private String replayed() {
        return text(outcome(here.execute(request(CacheDirectives.NONE), calls), Outcome.Hit.class)
                .envelope());
    }
}
