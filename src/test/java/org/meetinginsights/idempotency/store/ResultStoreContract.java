package org.meetinginsights.idempotency.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.RATE_LIMITED;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.key;
import static org.meetinginsights.idempotency.Samples.newKey;
import static org.meetinginsights.idempotency.Samples.reservation;
import static org.meetinginsights.idempotency.Samples.settled;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.key.CallerKey;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;

/** What every store does. A store passes by extending this class. */
public abstract class ResultStoreContract {

    private static final Duration A_MILLISECOND = Duration.ofMillis(1);

    /** What the store takes for the time. */
    protected final MutableClock clock = new MutableClock();

    private final StoreKey key = newKey();
    private final Instant deadline = clock.instant().plusSeconds(50);

    protected abstract ResultStore store();

    /** Lets as much time pass, for leases too, as it takes. */
    protected abstract void timePassesUntil(BooleanSupplier condition);

    @Nested
    class AResult {

        @Test
        void thatNobodyStoredIsAbsent() {
            assertThat(find()).isEqualTo(Lookup.ABSENT);
        }

        @Test
        void isFoundAsItWasStored() {
            Envelope stored = envelope("result", clock);

            assertThat(get(store().claims().complete(claimed(), stored, false))).isEqualTo(Completion.STORED);

            assertThat(fresh()).usingRecursiveComparison().isEqualTo(stored);
        }

        @Test
        void isServedUntilItsTimeIsOver() {
            stored("result");

            clock.advance(LIFE.minus(A_MILLISECOND));

            assertThat(find()).isInstanceOf(Lookup.Fresh.class);
        }

        @Test
        void isReportedOnceAsExpiredAndRemoved() {
            Envelope stored = stored("result");
            clock.advance(LIFE);

            assertThat(find())
                    .asInstanceOf(InstanceOfAssertFactories.type(Lookup.Expired.class))
                    .extracting(Lookup.Expired::envelope)
                    .usingRecursiveComparison()
                    .isEqualTo(stored);

            timePassesUntil(() -> find().equals(Lookup.ABSENT));
        }

        @Test
        void ofTheFirstWriterWins() {
            Envelope first = stored("first");

            Completion second = get(store().claims().complete(claimed(), envelope("second", clock), false));

            assertThat(second)
                    .asInstanceOf(InstanceOfAssertFactories.type(Completion.Preceded.class))
                    .extracting(Completion.Preceded::winner)
                    .usingRecursiveComparison()
                    .isEqualTo(first);
            assertThat(Samples.text(fresh())).isEqualTo("first");
        }

        @Test
        void isReplacedByWhoeverHoldsTheClaimAndSaysSo() {
            stored("first");

            Completion second = get(store().claims().complete(claimed(), envelope("second", clock), true));

            assertThat(second).isEqualTo(Completion.STORED);
            assertThat(Samples.text(fresh())).isEqualTo("second");
        }

        @Test
        void isNotReplacedByWhoeverLostTheClaim() {
            stored("first");
            Claim lost = claimed();
            timePassesUntil(() -> isGone(lost));

            Completion late = get(store().claims().complete(lost, envelope("late", clock), true));

            assertThat(late).isInstanceOf(Completion.Preceded.class);
            assertThat(Samples.text(fresh())).isEqualTo("first");
        }

        @Test
        void isStoredAlsoByWhoeverLostTheClaimIfThereIsNone() {
            Claim lost = claimed();
            timePassesUntil(() -> isGone(lost));

            Completion late = get(store().claims().complete(lost, envelope("late", clock), false));

            assertThat(late).isEqualTo(Completion.STORED);
            assertThat(Samples.text(fresh())).isEqualTo("late");
        }

        @Test
        void thatHasExpiredGivesWayToANewOne() {
            stored("first");
            clock.advance(LIFE);

            Completion second = get(store().claims().complete(claimed(), envelope("second", clock), false));

            assertThat(second).isEqualTo(Completion.STORED);
            assertThat(Samples.text(fresh())).isEqualTo("second");
        }

        @Test
        void ofAnotherKeyIsAnotherOne() {
            stored("result");

            assertThat(get(store().results().find(newKey()))).isEqualTo(Lookup.ABSENT);
        }
    }

    @Nested
    class AClaim {

        @Test
        void isGrantedWhereThereIsNone() {
            Claim granted = claimed();

            assertThat(granted.key()).isEqualTo(key);
            assertThat(granted.deadline()).isEqualTo(deadline);
            assertThat(state(granted)).isEqualTo(ClaimState.RUNNING);
        }

        @Test
        void thatIsHeldNamesItsHolderAndWhenThatOneIsDone() {
            Claim holder = claimed();

            Claim met = met();

            assertThat(met.nonce()).isEqualTo(holder.nonce());
            assertThat(met.deadline()).isEqualTo(deadline);
            assertThat(state(met)).isEqualTo(ClaimState.RUNNING);
        }

        @Test
        void hasAHolderWhileItIsHeldAndNotBeforeOrAfter() {
            assertThat(get(store().claims().holder(key))).isEmpty();

            Claim claim = claimed();

            assertThat(get(store().claims().holder(key))).contains(claim);

            get(store().claims().release(claim));

            assertThat(get(store().claims().holder(key))).isEmpty();
        }

        @Test
        void isGrantedToOneOfAHundredWhoAskAtOnce() throws Exception {
            List<ClaimAttempt> attempts = atOnce(100, () -> get(store().claims().claim(key, deadline)));

            assertThat(attempts)
                    .filteredOn(ClaimAttempt.Granted.class::isInstance)
                    .singleElement();
            Claim winner = attempts.stream()
                    .filter(ClaimAttempt.Granted.class::isInstance)
                    .map(attempt -> ((ClaimAttempt.Granted) attempt).claim())
                    .findFirst()
                    .orElseThrow();
            assertThat(attempts)
                    .filteredOn(ClaimAttempt.Held.class::isInstance)
                    .hasSize(99)
                    .allSatisfy(held -> assertThat(
                                    ((ClaimAttempt.Held) held).holder().nonce())
                            .isEqualTo(winner.nonce()));
        }

        @Test
        void endsByItselfWhenNobodyRenewsIt() {
            Claim dead = claimed();

            timePassesUntil(() -> isGone(dead));

            assertThat(claimed().nonce()).isNotEqualTo(dead.nonce());
        }

        @Test
        void lastsAsLongAsItIsRenewed() {
            Claim[] renewed = {claimed()};
            Claim notRenewed = get(claimOf(newKey()));

            timePassesUntil(() -> {
                renewed[0] = get(store().claims().renew(renewed[0]));
                return isGone(notRenewed);
            });

            assertThat(state(renewed[0])).isEqualTo(ClaimState.RUNNING);
        }

        @Test
        void keepsItsNameWhenItIsRenewed() {
            Claim claim = claimed();

            Claim renewed = get(store().claims().renew(claim));

            assertThat(renewed.nonce()).isEqualTo(claim.nonce());
            assertThat(renewed.sequence()).isGreaterThan(claim.sequence());
            assertThat(met().nonce()).isEqualTo(claim.nonce());
            assertThat(met().deadline()).isEqualTo(deadline);
        }

        @Test
        void isStillItsHoldersWhenTheAnswerToARenewalGotLost() {
            Claim claim = claimed();
            get(store().claims().renew(claim));

            Claim renewed = get(store().claims().renew(claim));

            assertThat(renewed.sequence()).isGreaterThan(claim.sequence() + 1);
        }

        @Test
        void canBeLetGoWhenTheAnswerToARenewalGotLost() {
            Claim claim = claimed();
            get(store().claims().renew(claim));

            get(store().claims().release(claim));

            assertThat(state(claim)).isEqualTo(ClaimState.GONE);
        }

        @Test
        void allowsToReplaceAResultWhenTheAnswerToARenewalGotLost() {
            stored("first");
            Claim claim = claimed();
            get(store().claims().renew(claim));

            assertThat(get(store().claims().complete(claim, envelope("second", clock), true)))
                    .isEqualTo(Completion.STORED);
            assertThat(state(claim)).isEqualTo(ClaimState.GONE);
        }

        @Test
        void thatIsOverCannotBeRenewed() {
            Claim over = claimed();
            get(store().claims().release(over));

            assertThat(get(store().claims().renew(over))).isEqualTo(over);
            assertThat(state(over)).isEqualTo(ClaimState.GONE);
        }

        @Test
        void ofAnotherIsNotRenewedByAStaleOne() {
            Claim stale = staleClaim();
            Claim current = claimed();

            assertThat(get(store().claims().renew(stale))).isEqualTo(stale);

            assertThat(met()).isEqualTo(current);
        }

        @Test
        void ofAnotherIsNotReleasedByAStaleOne() {
            Claim stale = staleClaim();
            Claim current = claimed();

            get(store().claims().release(stale));

            assertThat(state(current)).isEqualTo(ClaimState.RUNNING);
        }

        @Test
        void ofAnotherIsNotEndedByTheFailureOfAStaleOne() {
            Claim stale = staleClaim();
            Claim current = claimed();

            get(store().claims().fail(stale, RATE_LIMITED));

            assertThat(state(current)).isEqualTo(ClaimState.RUNNING);
        }

        @Test
        void ofAnotherIsNotEndedByTheResultOfAStaleOne() {
            Claim stale = staleClaim();
            Claim current = claimed();

            get(store().claims().complete(stale, envelope("late", clock), false));

            assertThat(state(current)).isEqualTo(ClaimState.RUNNING);
        }

        @Test
        void endsWhenItsResultIsStored() {
            Claim claim = claimed();

            get(store().claims().complete(claim, envelope("result", clock), false));

            assertThat(state(claim)).isEqualTo(ClaimState.GONE);
        }

        @Test
        void endsWhenItsResultComesSecond() {
            stored("first");
            Claim claim = claimed();

            get(store().claims().complete(claim, envelope("second", clock), false));

            assertThat(state(claim)).isEqualTo(ClaimState.GONE);
        }

        @Test
        void thatIsReleasedLeavesNothing() {
            Claim claim = claimed();
            Claim met = met();

            get(store().claims().release(claim));

            assertThat(state(met)).isEqualTo(ClaimState.GONE);
            assertThat(find()).isEqualTo(Lookup.ABSENT);
            assertThat(claimed().nonce()).isNotEqualTo(claim.nonce());
        }
    }

    @Nested
    class AFailure {

        @Test
        void isToldToThoseWhoHadMetTheClaim() {
            Claim claim = claimed();
            Claim met = met();

            get(store().claims().fail(claim, RATE_LIMITED));

            assertThat(state(met)).isEqualTo(new ClaimState.Failed(RATE_LIMITED));
        }

        @Test
        void isToldAlsoToThoseWhoMetTheClaimBeforeItWasRenewed() {
            Claim claim = claimed();
            Claim met = met();

            get(store().claims().fail(get(store().claims().renew(claim)), RATE_LIMITED));

            assertThat(state(met)).isEqualTo(new ClaimState.Failed(RATE_LIMITED));
        }

        @Test
        void isStillToldWhenAnotherTriesAnew() {
            Claim claim = claimed();
            Claim met = met();
            get(store().claims().fail(claim, RATE_LIMITED));

            claimed();

            assertThat(state(met)).isEqualTo(new ClaimState.Failed(RATE_LIMITED));
        }

        @Test
        void isNothingToThoseWhoComeLater() {
            get(store().claims().fail(claimed(), RATE_LIMITED));

            assertThat(find()).isEqualTo(Lookup.ABSENT);
            Claim later = claimed();
            assertThat(state(later)).isEqualTo(ClaimState.RUNNING);
            get(store().claims().release(later));
            assertThat(state(later)).isEqualTo(ClaimState.GONE);
        }

        @Test
        void keepsAllThatIsKnownAboutIt() {
            Failure overloaded = Failure.refused("overloaded", Duration.ofSeconds(3));
            Claim claim = claimed();

            get(store().claims().fail(claim, overloaded));

            assertThat(state(claim)).isEqualTo(new ClaimState.Failed(overloaded));
        }

        @Test
        void leavesAnOlderResultAlone() {
            stored("result");

            get(store().claims().fail(claimed(), RATE_LIMITED));

            assertThat(Samples.text(fresh())).isEqualTo("result");
        }
    }

    @Nested
    class AnErasure {

        private final String tenant = UUID.randomUUID().toString();

        private final StoreScope all = StoreScope.ofTenant(tenant);
        private final StoreScope customer = all.withCustomerTag("c1");

        @Test
        void removesWhatIsAboutTheCustomerAndNothingElse() {
            StoreKey first = stored(key(tenant, "c1"));
            StoreKey second = stored(key(tenant, "c1"));
            StoreKey ofAnotherCustomer = stored(key(tenant, "c2"));
            StoreKey ofAnotherTenant = stored(key(tenant + "-2", "c1"));

            assertThat(get(store().erase(customer)).removed()).containsExactlyInAnyOrder(first, second);

            assertThat(get(store().results().find(first))).isEqualTo(Lookup.ABSENT);
            assertThat(get(store().results().find(second))).isEqualTo(Lookup.ABSENT);
            assertThat(get(store().results().find(ofAnotherCustomer))).isInstanceOf(Lookup.Fresh.class);
            assertThat(get(store().results().find(ofAnotherTenant))).isInstanceOf(Lookup.Fresh.class);
        }

        @Test
        void removesWhatIsTheTenantsAndNothingElse() {
            StoreKey first = stored(key(tenant, "c1"));
            StoreKey second = stored(key(tenant, "-"));
            StoreKey ofAnotherTenant = stored(key(tenant + "-2", "c1"));

            assertThat(get(store().erase(all)).removed()).containsExactlyInAnyOrder(first, second);

            assertThat(get(store().results().find(ofAnotherTenant))).isInstanceOf(Lookup.Fresh.class);
        }

        @Test
        void removesWhatIsAboutOneMeetingWhoeverTheCustomerIs() {
            StoreKey meant = stored(key(tenant, "c1"));
            StoreKey other = stored(key(tenant, "c1"));

            assertThat(get(store().erase(all.withIdempotencyKey(meant.idempotencyKey())))
                            .removed())
                    .containsExactly(meant);

            assertThat(get(store().results().find(meant))).isEqualTo(Lookup.ABSENT);
            assertThat(get(store().results().find(other))).isInstanceOf(Lookup.Fresh.class);
        }

        @Test
        void removesACustomersResultsForAllTenants() {
            String tag = UUID.randomUUID().toString();
            StoreKey one = stored(key(tenant, tag));
            StoreKey other = stored(key(tenant + "-2", tag));

            assertThat(get(store().erase(StoreScope.ALL.withCustomerTag(tag))).removed())
                    .containsExactlyInAnyOrder(one, other);
        }

        @Test
        void removesEverything() {
            StoreKey one = stored(key(tenant, "c1"));

            assertThat(get(store().erase(StoreScope.ALL)).removed()).contains(one);

            assertThat(get(store().results().size())).isZero();
        }

        @Test
        void reachesAllThatThereIsAndRemovesNothingWhereThereIsNothing() {
            Erased erased = get(store().erase(all));

            assertThat(erased.notReached()).isEmpty();
            assertThat(erased.removed()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"5%", "a_c", "a\\", "a.c", "[a-c]+", "\\E.*"})
        void takesNoCharacterForAPattern(String tag) {
            StoreKey meant = stored(key(tenant, tag));
            StoreKey other = stored(key(tenant, "abc"));

            Erased erased = get(store().erase(new StoreScope(Optional.of(tenant), Optional.of(tag), Optional.empty())));

            assertThat(erased.removed()).containsExactly(meant);
            assertThat(get(store().results().find(other))).isInstanceOf(Lookup.Fresh.class);
        }

        @Test
        void letsThoseAtWorkGoOn() {
            Claim claim = claimed();

            get(store().erase(StoreScope.ALL));

            assertThat(state(claim)).isEqualTo(ClaimState.RUNNING);
        }

        @Test
        void leavesNothingOfWhatWasInFlight() {
            StoreKey inFlight = key(tenant, "c1");
            Claim claim = get(claimOf(inFlight));
            Envelope requestedBefore = envelope("result", clock);

            get(store().erase(customer));
            clock.advance(Duration.ofSeconds(5));

            assertThat(get(store().claims().complete(claim, requestedBefore, false)))
                    .isEqualTo(Completion.NOT_STORED);
            assertThat(get(store().results().find(inFlight))).isEqualTo(Lookup.ABSENT);
            assertThat(get(store().claims().inspect(claim))).isEqualTo(ClaimState.GONE);
        }

        @Test
        void leavesNothingOfARefreshThatWasInFlight() {
            StoreKey inFlight = stored(key(tenant, "c1"));
            Claim claim = get(claimOf(inFlight));
            Envelope requestedBefore = envelope("result", clock);
            get(store().erase(customer));

            assertThat(get(store().claims().complete(claim, requestedBefore, true)))
                    .isEqualTo(Completion.NOT_STORED);
            assertThat(get(store().results().find(inFlight))).isEqualTo(Lookup.ABSENT);
        }

        @Test
        void keepsNobodyFromStoringWhatIsRequestedAfterwards() {
            StoreKey erased = stored(key(tenant, "c1"));
            get(store().erase(customer));
            clock.advance(A_MILLISECOND);

            stored(erased);

            assertThat(get(store().results().find(erased))).isInstanceOf(Lookup.Fresh.class);
            assertThat(get(store().results().list(customer, 10))).hasSize(1);
        }

        @Test
        void doesNotTakeBackALaterResultForOneThatWasInFlight() {
            StoreKey erased = key(tenant, "c1");
            Claim early = get(claimOf(erased));
            Envelope requestedBefore = envelope("before", clock);
            get(store().erase(customer));
            clock.advance(A_MILLISECOND);
            get(store().claims().release(early));
            stored(erased);

            assertThat(get(store().claims().complete(early, requestedBefore, true)))
                    .isEqualTo(Completion.NOT_STORED);

            assertThat(get(store().results().find(erased))).isInstanceOf(Lookup.Fresh.class);
        }
    }

    @Nested
    class AList {

        private final String tenant = UUID.randomUUID().toString();
        private final StoreScope all = StoreScope.ofTenant(tenant);

        @Test
        void hasTheNewestFirstAndNoMoreThanWereAskedFor() {
            stored(key(tenant, "c1"));
            clock.advance(A_MILLISECOND);
            StoreKey second = stored(key(tenant, "c1"));
            clock.advance(Duration.ofHours(1));
            StoreKey third = stored(key(tenant, "c2"));

            awaited(() -> assertThat(get(store().results().list(all, 2)))
                    .extracting(StoredResult::key)
                    .containsExactly(third, second));
        }

        @Test
        void hasEachResultAsItWasStored() {
            StoreKey one = key(tenant, "c1");
            Envelope stored = envelope("result", clock);
            get(claimOf(one).thenCompose(claim -> store().claims().complete(claim, stored, false)));

            awaited(() -> assertThat(get(store().results().list(all, 10)))
                    .singleElement()
                    .extracting(StoredResult::envelope)
                    .usingRecursiveComparison()
                    .isEqualTo(stored));
        }

        @Test
        void hasOnlyWhatIsInTheScope() {
            StoreKey one = stored(key(tenant, "c1"));
            StoreKey other = stored(key(tenant, "c2"));
            stored(key(tenant + "-2", "c1"));

            awaited(() -> assertThat(get(store().results().list(all, 10)))
                    .extracting(StoredResult::key)
                    .containsExactlyInAnyOrder(one, other));
            awaited(() -> assertThat(get(store().results().list(all.withCustomerTag("c1"), 10)))
                    .extracting(StoredResult::key)
                    .containsExactly(one));
            awaited(() -> assertThat(get(store().results().list(all.withIdempotencyKey(other.idempotencyKey()), 10)))
                    .extracting(StoredResult::key)
                    .containsExactly(other));
        }

        @Test
        void hasNothingThatHasExpired() {
            stored(key(tenant, "c1"));
            clock.advance(LIFE);

            assertThat(get(store().results().list(all, 10))).isEmpty();
        }

        @Test
        void hasNothingThatWasErased() {
            stored(key(tenant, "c1"));
            get(store().erase(all.withCustomerTag("c1")));

            assertThat(get(store().results().list(all, 10))).isEmpty();
        }

        @Test
        void hasWhatReplacedAnotherAsOneThatIsNew() {
            StoreKey older = stored(key(tenant, "c1"));
            clock.advance(A_MILLISECOND);
            StoreKey newer = stored(key(tenant, "c1"));
            clock.advance(A_MILLISECOND);
            get(claimOf(older).thenCompose(claim -> store().claims().complete(claim, envelope("again", clock), true)));

            awaited(() -> assertThat(get(store().results().list(all, 10)))
                    .extracting(StoredResult::key)
                    .containsExactly(older, newer));
        }

        /** Nobody waits until a result can be listed. */
        private void awaited(ThrowingRunnable assertion) {
            await().untilAsserted(assertion);
        }
    }

    @Nested
    class ACallersKey {

        private final RecordKey callersKey = RecordKey.of(
                "default", "extract", new CallerKey(UUID.randomUUID().toString()));
        private final IdempotencyRecord here = reservation("here", key, clock);
        private final IdempotencyRecord elsewhere = reservation("elsewhere", newKey(), clock);

        @Test
        void pointsNowhereBeforeItIsPut() {
            assertThat(get(store().records().find(callersKey))).isEmpty();
        }

        @Test
        void pointsWhereItWasPutFirst() {
            assertThat(get(store().records().put(callersKey, here))).isEqualTo(new StandingRecord(here, true));

            assertThat(get(store().records().put(callersKey, elsewhere))).isEqualTo(new StandingRecord(here, false));
            assertThat(get(store().records().find(callersKey))).contains(here);
        }

        @Test
        void pointsAtTheResultOfWhoeverReservedIt() {
            IdempotencyRecord result = settled(here, clock);
            IdempotencyRecord soonOver = new IdempotencyRecord(
                    result.fingerprint(), "", result.since(), clock.instant().plusSeconds(30), result.storeKey());
            get(store().records().put(callersKey, here));

            assertThat(get(store().records().replace(callersKey, here, soonOver)))
                    .isEqualTo(new StandingRecord(soonOver, true));

            assertThat(get(store().records().find(callersKey))).contains(soonOver);
        }

        @Test
        void pointsAtTheResultOfAnotherRequestOfTheSameContent() {
            IdempotencyRecord others = reservation("here", key, clock);
            IdempotencyRecord result = settled(here, clock);
            get(store().records().put(callersKey, others));

            assertThat(get(store().records().replace(callersKey, here, result)))
                    .isEqualTo(new StandingRecord(result, true));
        }

        @Test
        void isHeldByWhoeverCallsAndNotGivenBackByOthers() {
            IdempotencyRecord caller = reservation("here", key, clock);
            get(store().records().put(callersKey, here));
            assertThat(get(store().records().replace(callersKey, caller, caller)))
                    .isEqualTo(new StandingRecord(caller, true));

            get(store().records().remove(callersKey, here));

            assertThat(get(store().records().find(callersKey))).contains(caller);
        }

        @Test
        void pointsWhereItIsPutAgainAfterItWasGivenBack() {
            get(store().records().put(callersKey, here));
            get(store().records().remove(callersKey, here));

            assertThat(get(store().records().replace(callersKey, here, here)))
                    .isEqualTo(new StandingRecord(here, true));

            assertThat(get(store().records().find(callersKey))).contains(here);
        }

        @Test
        void pointsAtTheResultThatIsKeptLonger() {
            IdempotencyRecord first = settled(here, clock);
            get(store().records().put(callersKey, first));
            clock.advance(Duration.ofSeconds(1));
            IdempotencyRecord second = settled(here, clock);

            assertThat(get(store().records().replace(callersKey, here, second)))
                    .isEqualTo(new StandingRecord(second, true));
            assertThat(get(store().records().replace(callersKey, here, first)))
                    .isEqualTo(new StandingRecord(second, false));
        }

        @Test
        void thatPointsAtAResultIsNotReservedAgain() {
            IdempotencyRecord result = settled(here, clock);
            get(store().records().put(callersKey, result));

            assertThat(get(store().records().replace(callersKey, here, here)))
                    .isEqualTo(new StandingRecord(result, false));
        }

        @Test
        void ofAnotherContentStaysWhereItPoints() {
            get(store().records().put(callersKey, here));

            assertThat(get(store().records().replace(callersKey, elsewhere, elsewhere)))
                    .isEqualTo(new StandingRecord(here, false));
            assertThat(get(store().records().replace(callersKey, elsewhere, settled(elsewhere, clock))))
                    .isEqualTo(new StandingRecord(here, false));
        }

        @Test
        void pointsNowhereWhenItIsTold() {
            get(store().records().put(callersKey, here));

            get(store().records().remove(callersKey, here));

            assertThat(get(store().records().find(callersKey))).isEmpty();
            assertThat(get(store().records().put(callersKey, elsewhere)).isNew())
                    .isTrue();
        }

        @Test
        void pointsNowhereWhenItsTimeIsOver() {
            IdempotencyRecord brief = new IdempotencyRecord(
                    here.fingerprint(), here.nonce(), here.since(), here.since().plusSeconds(1), key);
            get(store().records().put(callersKey, brief));

            timePassesUntil(() -> get(store().records().find(callersKey)).isEmpty());

            assertThat(get(store().records().put(callersKey, elsewhere)).isNew())
                    .isTrue();
        }

        @Test
        void pointsNowhereWhenWhatItPointsAtIsErased() {
            IdempotencyRecord erased = reservation("here", key("default", "0123456789abcdef"), clock);
            get(store().records().put(callersKey, erased));

            get(store().erase(StoreScope.ofTenant("default").withCustomerTag("fedcba9876543210")));
            assertThat(get(store().records().put(callersKey, here)).isNew()).isFalse();
            get(store().erase(StoreScope.ofTenant("default").withCustomerTag("0123456789abcdef")));

            assertThat(get(store().records().find(callersKey))).isEmpty();
            assertThat(get(store().records().put(callersKey, here)).isNew()).isTrue();
        }

        @Test
        void doesNotPointAgainAtWhatWasErasedWhileItsRequestWasInFlight() {
            IdempotencyRecord before = reservation("here", key("default", "0123456789abcdef"), clock);
            get(store().erase(StoreScope.ofTenant("default").withCustomerTag("0123456789abcdef")));
            clock.advance(A_MILLISECOND);

            get(store().records().replace(callersKey, before, before));

            assertThat(get(store().records().put(callersKey, elsewhere)).isNew())
                    .isTrue();
        }
    }

    @Nested
    class TheSize {

        @Test
        void countsResultsAndNotClaims() {
            get(store().erase(StoreScope.ALL));
            clock.advance(A_MILLISECOND);
            stored(newKey());
            stored(newKey());
            claimed();

            assertThat(get(store().results().size())).isEqualTo(2);
        }

        @Test
        void doesNotCountWhatHasExpired() {
            get(store().erase(StoreScope.ALL));
            clock.advance(A_MILLISECOND);
            Envelope shortLived = envelope("older", clock, Duration.ofSeconds(2));
            get(store().claims().complete(claimed(), requestedNow(shortLived), false));
            stored(newKey());
            assertThat(get(store().results().size())).isEqualTo(2);

            timePassesUntil(() -> get(store().results().size()) == 1);
        }
    }

    private Envelope requestedNow(Envelope made) {
        return new Envelope(
                clock.instant(),
                made.createdAt(),
                made.expiresAt(),
                made.fingerprint(),
                made.analyst(),
                made.usage(),
                made.body());
    }

    private Lookup find() {
        return get(store().results().find(key));
    }

    private Envelope fresh() {
        Lookup found = find();
        assertThat(found).isInstanceOf(Lookup.Fresh.class);
        return ((Lookup.Fresh) found).envelope();
    }

    private Envelope stored(String body) {
        Envelope envelope = envelope(body, clock);
        assertThat(get(store().claims().complete(claimed(), envelope, false))).isEqualTo(Completion.STORED);
        return envelope;
    }

    private StoreKey stored(StoreKey under) {
        get(claimOf(under).thenCompose(claim -> store().claims().complete(claim, envelope("result", clock), false)));
        return under;
    }

    private Claim claimed() {
        return get(claimOf(key));
    }

    private CompletionStage<Claim> claimOf(StoreKey wanted) {
        return store().claims().claim(wanted, deadline).thenApply(attempt -> {
            assertThat(attempt).isInstanceOf(ClaimAttempt.Granted.class);
            return ((ClaimAttempt.Granted) attempt).claim();
        });
    }

    private Claim met() {
        ClaimAttempt attempt = get(store().claims().claim(key, deadline.plusSeconds(100)));
        assertThat(attempt).isInstanceOf(ClaimAttempt.Held.class);
        return ((ClaimAttempt.Held) attempt).holder();
    }

    /** One that its holder still believes in. */
    private Claim staleClaim() {
        Claim stale = claimed();
        timePassesUntil(() -> isGone(stale));
        return stale;
    }

    private ClaimState state(Claim claim) {
        return get(store().claims().inspect(claim));
    }

    private boolean isGone(Claim claim) {
        return state(claim).equals(ClaimState.GONE);
    }

    private static <T> List<T> atOnce(int threads, Callable<T> action) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(() -> {
                    start.countDown();
                    start.await();
                    return action.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
