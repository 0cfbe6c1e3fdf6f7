package org.meetinginsights.idempotency.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.RATE_LIMITED;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;
import static org.meetinginsights.idempotency.Samples.reservation;
import static org.meetinginsights.idempotency.Samples.settled;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meetinginsights.idempotency.Backend;
import org.meetinginsights.idempotency.CallerKey;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.ClaimAttempt;
import org.meetinginsights.idempotency.ClaimState;
import org.meetinginsights.idempotency.Completion;
import org.meetinginsights.idempotency.Envelope;
import org.meetinginsights.idempotency.KeyPointer;
import org.meetinginsights.idempotency.Lookup;
import org.meetinginsights.idempotency.ManualTimer;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.Pointed;
import org.meetinginsights.idempotency.PointerKey;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.StoreDouble;
import org.meetinginsights.idempotency.StoreDouble.Call;
import org.meetinginsights.idempotency.StoreKey;
import org.meetinginsights.idempotency.StoreScope;
import org.meetinginsights.idempotency.StoreUnavailableException;

class LayeredResultStoreTest {

    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

    private final MutableClock clock = new MutableClock();
    private final ManualTimer timer = new ManualTimer(clock);
    private final LocalResultStore own = new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock);
    private final LocalResultStore cluster = new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock);
    private final StoreDouble shared = new StoreDouble(cluster);
    private final RecordedHealth events = new RecordedHealth();
    private final SharedStoreHealth health = new SharedStoreHealth(shared::size, PROBE_INTERVAL, clock, timer, events);
    private final LayeredResultStore store = new LayeredResultStore(own, shared, health, clock, timer);
    private final StoreKey key = newKey();

    @BeforeEach
    void theSharedStoreIsThere() {
        health.start();
    }

    @Nested
    class AHit {

        @Test
        void onWhatThisNodeStoredAsksNobody() {
            Envelope stored = stored("result");

            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(stored));

            assertThat(shared.asked(Call.FIND)).isZero();
        }

        @Test
        void onWhatAnotherNodeStoredAsksOnce() {
            Envelope theirs = inTheCluster("theirs");

            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(theirs));

            assertThat(shared.asked(Call.FIND)).isOne();
        }

        @Test
        void asksAgainAfterThirtySeconds() {
            stored("result");

            clock.advance(Duration.ofSeconds(30).minusMillis(1));
            get(store.find(key));
            assertThat(shared.asked(Call.FIND)).isZero();

            clock.advance(Duration.ofMillis(1));
            get(store.find(key));
            get(store.find(key));
            assertThat(shared.asked(Call.FIND)).isOne();
        }

        @Test
        void bringsBackWhatTheClusterHasLost() {
            Envelope stored = stored("result");
            cluster.close();

            clock.advance(Duration.ofSeconds(30));

            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(stored));
            timer.pass(PROBE_INTERVAL);
            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void waitsForASilentClusterOnceInThirtySecondsAndNotEachTime() {
            stored("result");
            clock.advance(Duration.ofSeconds(30));
            shared.fail(Call.FIND);

            get(store.find(key));
            get(store.find(key));

            assertThat(shared.asked(Call.FIND)).isOne();
        }

        @Test
        void isTheClustersOneAtOnceIfItMayBeAnotherCluster() {
            stored("result");
            cluster.close();
            Envelope theirs = inTheCluster("theirs");

            store.askAgain();

            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(theirs));
        }

        @Test
        void isTheClustersOneAfterThirtySeconds() {
            stored("result");
            cluster.close();
            Envelope theirs = inTheCluster("theirs");

            clock.advance(Duration.ofSeconds(30));

            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(theirs));
        }

        /** So it is after a split whose other side was first. */
        @Test
        void isTheClustersOneAfterThirtySecondsAlsoIfThatIsTheOlderOne() {
            Envelope theirs = envelope("theirs", clock);
            clock.advance(Duration.ofSeconds(1));
            stored("result");
            cluster.keep(key, theirs);

            clock.advance(Duration.ofSeconds(30));

            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(own.look(key)).isEqualTo(new Lookup.Fresh(theirs));
        }

        @Test
        void isServedUntilItExpiresWhileTheClusterIsAway() {
            Envelope stored = stored("result");
            breakDown();

            clock.advance(LIFE.minusMillis(1));

            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(stored));
            clock.advance(Duration.ofMillis(1));
            assertThat(get(store.find(key))).isInstanceOf(Lookup.Expired.class);
        }

        @Test
        void isServedAlsoByTheCallThatFindsTheClusterSilent() {
            Envelope stored = stored("result");
            clock.advance(Duration.ofSeconds(30));
            shared.goAway();

            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void isNotForgottenByALookThatWasUnderWayWhenItWasStored() {
            CompletableFuture<Void> answer = shared.hold(Call.FIND);
            CompletableFuture<Lookup> look = store.find(key).toCompletableFuture();
            Envelope stored = envelope("result", clock);
            own.keep(key, stored);

            answer.complete(null);

            assertThat(get(look)).isEqualTo(new Lookup.Fresh(stored));
            assertThat(own.look(key)).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void isNotForgottenForTheOldOneByALookThatReadItBeforeItWasReplaced() {
            stored("old");
            clock.advance(Duration.ofSeconds(30));
            CompletableFuture<Void> answer = shared.holdTheAnswerOf(Call.FIND);
            CompletableFuture<Lookup> look = store.find(key).toCompletableFuture();
            Envelope fresh = envelope("fresh", clock);
            assertThat(get(store.complete(claimed(), fresh, true))).isEqualTo(Completion.STORED);

            answer.complete(null);

            assertThat(get(look)).isEqualTo(new Lookup.Fresh(fresh));
            assertThat(own.look(key)).isEqualTo(new Lookup.Fresh(fresh));
        }

        @Test
        void isNotForgottenBecauseTheClusterHasOneThatHasExpired() {
            inTheCluster("old");
            clock.advance(LIFE);
            Envelope stored = envelope("result", clock);
            own.keep(key, stored);

            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(stored));

            timer.pass(PROBE_INTERVAL);
            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void thatHasExpiredHereAndIsGoneThereIsReportedWithItsAge() {
            stored("result");
            clock.advance(LIFE);
            cluster.close();

            assertThat(get(store.find(key))).isInstanceOf(Lookup.Expired.class);
        }
    }

    @Nested
    class ALookAnew {

        @Test
        void findsWhatAnotherNodeHasMadeAlthoughThisOneHasACopy() {
            stored("old");
            Envelope theirs = inTheCluster("theirs");

            assertThat(get(store.findAnew(key))).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(theirs));
        }

        @Test
        void findsWhatThisNodeHasWhileTheClusterIsAway() {
            Envelope stored = stored("result");
            breakDown();

            assertThat(get(store.findAnew(key))).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void findsWhatThisNodeHasMadeSinceAndNotYetBroughtThere() {
            inTheCluster("old");
            clock.advance(Duration.ofSeconds(1));
            Envelope ours = storedHereOnly("ours");

            assertThat(get(store.findAnew(key))).isEqualTo(new Lookup.Fresh(ours));
            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(ours));
        }

        @Test
        void findsWhatAnotherNodeHasMadeSinceAlthoughThisOneHasNotYetBroughtItsOwn() {
            storedHereOnly("ours");
            clock.advance(Duration.ofSeconds(1));
            Envelope theirs = inTheCluster("theirs");

            assertThat(get(store.findAnew(key))).isEqualTo(new Lookup.Fresh(theirs));
        }

        @Test
        void doesNotBringBackTheOldOneIfItHasReadItBeforeThisNodeBroughtItsOwn() {
            inTheCluster("old");
            clock.advance(Duration.ofSeconds(1));
            Envelope ours = storedHereOnly("ours");
            CompletableFuture<Void> answer = shared.holdTheAnswerOf(Call.FIND);
            CompletableFuture<Lookup> look = store.findAnew(key).toCompletableFuture();
            shared.comeBack();
            clock.advance(ResultStore.LEASE);
            timer.pass(PROBE_INTERVAL.multipliedBy(2));
            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(ours));

            answer.complete(null);

            assertThat(get(look)).isEqualTo(new Lookup.Fresh(ours));
            assertThat(own.look(key)).isEqualTo(new Lookup.Fresh(ours));
        }

        private Envelope storedHereOnly(String body) {
            Claim claim = claimed();
            shared.fail(Call.COMPLETE);
            Envelope envelope = envelope(body, clock);
            assertThat(get(store.complete(claim, envelope, true))).isEqualTo(Completion.NOT_STORED);
            return envelope;
        }
    }

    @Nested
    class AnOutage {

        @Test
        void beginsWhenAProbeFailsTooAndThenNobodyAsks() {
            shared.goAway();

            get(store.find(key));
            assertThat(store.backend()).isEqualTo(Backend.MEMORY);
            assertThat(store.members()).isZero();

            get(store.find(key));
            get(store.claim(key, clock.instant()));
            assertThat(shared.asked(Call.FIND)).isOne();
            assertThat(shared.asked(Call.CLAIM)).isZero();
        }

        @Test
        void doesNotBeginWhileAProbeIsAnswered() {
            shared.fail(Call.FIND);

            for (int i = 0; i < 10; i++) {
                get(store.find(key));
            }

            assertThat(store.backend()).isEqualTo(Backend.EMBEDDED);
            assertThat(events.failures()).hasSize(10);
        }

        @Test
        void isToldOnceAndItsEndToo() {
            breakDown();
            get(store.erase(StoreScope.ofTenant("tenant")));
            get(store.erase(StoreScope.ofTenant("tenant")));
            timer.pass(PROBE_INTERVAL.multipliedBy(5));

            shared.comeBack();
            timer.pass(PROBE_INTERVAL);

            assertThat(events.events()).containsExactly("back", "away", "back");
            assertThat(store.backend()).isEqualTo(Backend.EMBEDDED);
            assertThat(store.members()).isOne();
        }

        @Test
        void leavesClaimsToThisNode() {
            breakDown();

            Claim claim = claimed();

            assertThat(claim.backend()).isEqualTo(Backend.MEMORY);
            assertThat(get(store.claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Held.class);
            assertThat(get(store.inspect(claim))).isEqualTo(ClaimState.RUNNING);
        }

        @Test
        void doesNotTakeTheClusterForTheHomeOfAClaimOfThisNode() {
            breakDown();
            Claim claim = claimed();
            comeBack();

            assertThat(get(store.inspect(claim))).isEqualTo(ClaimState.RUNNING);
            get(store.fail(claim, RATE_LIMITED));
            assertThat(get(store.inspect(claim))).isEqualTo(new ClaimState.Failed(RATE_LIMITED));
        }

        @Test
        void makesAClaimOfTheClustersAsGoodAsGone() {
            Claim claim = claimed();
            breakDown();

            assertThat(get(store.inspect(claim))).isEqualTo(ClaimState.GONE);
        }

        @Test
        void isNotWhatAnUnansweredLookAtAClaimMeansWhileOthersAreAnswered() {
            Claim claim = claimed();
            shared.fail(Call.INSPECT);

            assertThat(get(store.inspect(claim))).isEqualTo(ClaimState.RUNNING);
        }

        @Test
        void storesOnThisNode() {
            breakDown();
            Envelope result = envelope("result", clock);

            assertThat(get(store.complete(claimed(), result, false))).isEqualTo(Completion.STORED);

            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(result));
            assertThat(get(store.size())).isOne();
        }

        @Test
        void isNoReasonNotToRenew() {
            Claim claim = claimed();
            breakDown();
            int asked = shared.asked(Call.RENEW);

            get(store.renew(claim));

            assertThat(shared.asked(Call.RENEW)).isEqualTo(asked + 1);
        }

        @Test
        void isNotWhatAFailedRenewalBegins() {
            Claim claim = claimed();
            shared.goAway();

            for (int i = 0; i < 10; i++) {
                assertThat(get(store.renew(claim))).isEqualTo(claim);
            }

            assertThat(store.backend()).isEqualTo(Backend.EMBEDDED);
        }

        @Test
        void failsNobody() {
            Claim claim = claimed();
            shared.goAway();

            get(store.fail(claim, RATE_LIMITED));
            get(store.release(claim));
            assertThat(get(store.erase(StoreScope.ofTenant("tenant"))).removed())
                    .isEmpty();
            assertThat(get(store.size())).isZero();
        }

        @Test
        void fromTheStartIsNoneThatAnybodyIsToldOf() {
            StoreDouble absent = new StoreDouble(cluster);
            absent.goAway();
            RecordedHealth told = new RecordedHealth();
            SharedStoreHealth starting = new SharedStoreHealth(absent::size, PROBE_INTERVAL, clock, timer, told);
            LayeredResultStore layered = new LayeredResultStore(own, absent, starting, clock, timer);
            starting.start();
            timer.pass(PROBE_INTERVAL.multipliedBy(3));

            assertThat(layered.backend()).isEqualTo(Backend.MEMORY);
            assertThat(told.events()).isEmpty();

            absent.comeBack();
            timer.pass(PROBE_INTERVAL);
            assertThat(told.events()).containsExactly("back");
            assertThat(layered.backend()).isEqualTo(Backend.EMBEDDED);
        }
    }

    @Nested
    class WhatWasStoredMeanwhile {

        @Test
        void isCarriedOver() {
            breakDown();
            Envelope stored = stored("result");

            comeBack();

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void isCarriedOverWithTheLifeThatIsLeft() {
            breakDown();
            stored("result");
            clock.advance(LIFE.minus(Duration.ofHours(1)));

            comeBack();

            clock.advance(Duration.ofHours(1));
            assertThat(get(cluster.find(key))).isInstanceOf(Lookup.Expired.class);
        }

        @Test
        void isNotCarriedOverIfItHasExpired() {
            breakDown();
            stored("result");
            clock.advance(LIFE);

            comeBack();

            assertThat(get(cluster.find(key))).isEqualTo(Lookup.ABSENT);
        }

        @Test
        void givesWayToWhatAnotherNodeStoredFirst() {
            breakDown();
            stored("ours");
            Envelope theirs = inTheCluster("theirs");

            comeBack();

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(own.look(key)).isEqualTo(new Lookup.Fresh(theirs));
        }

        @Test
        void isNotLostByALookBeforeItIsCarriedOver() {
            breakDown();
            Envelope stored = stored("result");
            shared.comeBack();
            shared.fail(Call.COMPLETE);
            timer.pass(PROBE_INTERVAL);

            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(stored));
            assertThat(own.look(key)).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void isCarriedOverLaterIfItDoesNotGetThroughAtOnce() {
            breakDown();
            Envelope stored = stored("result");
            shared.comeBack();
            shared.fail(Call.COMPLETE);
            timer.pass(PROBE_INTERVAL);
            shared.comeBack();

            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void isCarriedOverAlsoIfItsCallEndsAfterTheOutage() {
            breakDown();
            Claim claim = claimed();
            comeBack();
            Envelope late = envelope("late", clock);

            get(store.complete(claim, late, false));

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(late));
        }

        @Test
        void isNotCarriedOverIfItWasErased() {
            breakDown();
            stored("result");
            assertThat(get(store.erase(StoreScope.ALL)).removed()).containsExactly(key);

            comeBack();

            assertThat(get(cluster.find(key))).isEqualTo(Lookup.ABSENT);
        }

        @Test
        void isCarriedOverOneByOneSoThatRequestsStillGetThrough() {
            breakDown();
            IntStream.range(0, 100).forEach(i -> stored(newKey()));
            int asked = shared.asked(Call.COMPLETE);
            CompletableFuture<Void> letGo = shared.hold(Call.COMPLETE);

            comeBack();

            assertThat(shared.asked(Call.COMPLETE) - asked).isOne();
            letGo.complete(null);
            assertThat(get(cluster.size())).isEqualTo(100);
        }

        @Test
        void isCarriedOverAlsoIfItComesWhileOthersAre() {
            breakDown();
            stored("result");
            Claim claim = claimed(newKey());
            CompletableFuture<Void> letGo = shared.hold(Call.COMPLETE);
            comeBack();
            get(store.complete(claim, envelope("late", clock), false));
            letGo.complete(null);

            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(get(cluster.size())).isEqualTo(2);
        }

        /** A node knows many, and another one may be asked next for the one that was made just now. */
        @Test
        void isCarriedOverAheadOfWhatTheClusterMayHaveLost() {
            breakDown();
            stored(newKey());
            Claim claim = claimed();
            Claim later = claimed(newKey());
            CompletableFuture<Void> others = shared.hold(Call.COMPLETE);
            comeBack();
            int asked = shared.asked(Call.COMPLETE);

            get(store.complete(claim, envelope("late", clock), false));
            get(store.complete(later, envelope("later", clock), false));

            assertThat(shared.asked(Call.COMPLETE) - asked).isEqualTo(2);
            others.complete(null);
            assertThat(get(cluster.size())).isEqualTo(3);
        }

        @Test
        void isCarriedOverBeforeWhatTheClusterHadAndMayHaveLost() {
            IntStream.range(0, 100).forEach(i -> stored(newKey()));
            breakDown();
            Envelope meanwhile = stored("meanwhile");
            // One gets through, and the second one does not.
            shared.before(Call.COMPLETE, () -> shared.before(Call.COMPLETE, () -> shared.fail(Call.COMPLETE)));
            cluster.close();

            comeBack();

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(meanwhile));
        }

        @Test
        void isCarriedOverWithWhatTheClusterHadBeforeAndMayHaveLost() {
            Envelope before = stored("before");
            breakDown();
            cluster.close();

            comeBack();

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(before));
        }
    }

    @Nested
    class AKeyWhoseMemberHasFrozen {

        private final List<Long> carriedOverBeforeIt = new ArrayList<>();

        @Test
        void doesNotKeepOthersFromBeingCarriedOver() {
            breakDown();
            storedHere(3);
            freezeTheNextKey();

            comeBack();

            assertThat(get(cluster.size())).isEqualTo(2);
            assertThat(events.failures()).isNotEmpty();
        }

        @Test
        void doesNotKeepThemLongerThanARequestWhileItIsSilent() {
            breakDown();
            storedHere(3);
            CompletableFuture<Completion> silence = new CompletableFuture<>();
            shared.freezeTheNextKey(() -> silence);
            comeBack();
            assertThat(get(cluster.size())).isZero();

            timer.pass(Patience.OF_A_REQUEST);

            assertThat(get(cluster.size())).isEqualTo(2);
        }

        @Test
        void doesNotKeepThemFromBeingHandedOver() {
            shared.fail(Call.COMPLETE);
            storedHere(3);
            shared.comeBack();
            freezeTheNextKey();

            get(store.handOver());

            assertThat(get(cluster.size())).isEqualTo(2);
        }

        @Test
        void doesNotKeepCallersKeysFromBeingCarriedOver() {
            PointerKey callersKey = PointerKey.of("default", "extract", new CallerKey("order-4711"));
            KeyPointer pointer = reservation("hello", key, clock);
            breakDown();
            storedHere(1);
            get(store.point(callersKey, pointer));
            freezeTheNextKey();

            comeBack();

            assertThat(get(cluster.pointer(callersKey))).contains(pointer);
        }

        @Test
        void comesLastTheNextTime() {
            breakDown();
            storedHere(1);
            freezeTheNextKey();
            comeBack();
            shared.fail(Call.COMPLETE);
            storedHere(100);
            shared.comeBack();
            carriedOverBeforeIt.clear();

            timer.pass(PROBE_INTERVAL);

            assertThat(carriedOverBeforeIt).first().isEqualTo(100L);
        }

        @Test
        void isCarriedOverWhenItsMemberIsBack() {
            breakDown();
            storedHere(3);
            CompletableFuture<Completion> silence = new CompletableFuture<>();
            shared.freezeTheNextKey(() -> silence);
            comeBack();
            timer.pass(PROBE_INTERVAL);

            shared.thaw();
            silence.completeExceptionally(new StoreUnavailableException("frozen"));
            timer.pass(PROBE_INTERVAL);

            assertThat(get(cluster.size())).isEqualTo(3);
        }

        private void freezeTheNextKey() {
            shared.freezeTheNextKey(() -> {
                carriedOverBeforeIt.add(get(cluster.size()));
                return CompletableFuture.failedFuture(new StoreUnavailableException("frozen"));
            });
        }

        private void storedHere(int results) {
            IntStream.range(0, results).forEach(i -> stored(newKey()));
        }
    }

    @Nested
    class ARefreshOfAnOutage {

        private final Duration aSecond = Duration.ofSeconds(1);
        private Envelope fresh;

        @BeforeEach
        void replacesTheCopyOfThisNode() {
            stored("old");
            clock.advance(aSecond);
            breakDown();
            fresh = refreshed("fresh");
            clock.advance(aSecond);
        }

        @Test
        void replacesWhatTheClusterHasFromBefore() {
            comeBack();

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(fresh));
            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(fresh));
        }

        @Test
        void leavesNoClaim() {
            comeBack();

            assertThat(get(cluster.claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Granted.class);
        }

        @Test
        void givesWayToWhatAnotherNodeHasMadeSince() {
            Envelope theirs = inTheCluster("theirs");

            comeBack();

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(own.look(key)).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(get(cluster.claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Granted.class);
        }

        @Test
        void waitsForWhatAnotherNodeIsMaking() {
            Claim theirs = ((ClaimAttempt.Granted) get(cluster.claim(key, clock.instant()))).claim();

            comeBack();
            Envelope newer = envelope("newer", clock);
            assertThat(get(cluster.complete(theirs, newer, true))).isEqualTo(Completion.STORED);
            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(newer));
            assertThat(own.look(key)).isEqualTo(new Lookup.Fresh(newer));
        }

        @Test
        void isBroughtWhenAnotherNodeHasLetGoOfItsClaim() {
            Claim theirs = ((ClaimAttempt.Granted) get(cluster.claim(key, clock.instant()))).claim();

            comeBack();
            get(cluster.release(theirs));
            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(fresh));
        }

        @Test
        void isStoredLikeAnyOtherIfTheClusterHasLostTheOldOne() {
            cluster.close();

            comeBack();

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(fresh));
        }

        @Test
        void keepsNobodyWaitingIfItDoesNotGetThrough() {
            shared.comeBack();
            shared.fail(Call.FIND);
            timer.pass(PROBE_INTERVAL);

            assertThat(get(cluster.claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Granted.class);
        }

        @Test
        void isNotLostIfItIsMadeWhileAnEarlierOneIsCarriedOver() {
            Claim claim = claimed();
            CompletableFuture<Void> letGo = shared.hold(Call.COMPLETE);
            comeBack();
            Envelope last = envelope("last", clock);
            get(store.complete(claim, last, true));
            letGo.complete(null);

            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(last));
            assertThat(own.look(key)).isEqualTo(new Lookup.Fresh(last));
        }

        private Envelope refreshed(String body) {
            Envelope envelope = envelope(body, clock);
            assertThat(get(store.complete(claimed(), envelope, true))).isEqualTo(Completion.STORED);
            return envelope;
        }
    }

    @Nested
    class ARequest {

        private final ResultStore patient = store.forOneRequest();
        private final CompletableFuture<Void> thaw = new CompletableFuture<>();

        @Test
        void waitsLessThanHalfASecondForAnAnswerAndThenGoesOnAlone() {
            shared.hold(Call.FIND, thaw);
            CompletableFuture<Lookup> found = patient.find(key).toCompletableFuture();

            timer.pass(Patience.OF_A_REQUEST.minusMillis(1));
            assertThat(found).isNotDone();
            timer.pass(Duration.ofMillis(1));

            assertThat(found).isCompletedWithValue(Lookup.ABSENT);
        }

        @Test
        void thatHasWaitedEnoughLooksNoMore() {
            exhaust();

            assertThat(get(patient.find(key))).isEqualTo(Lookup.ABSENT);

            assertThat(shared.asked(Call.FIND)).isOne();
        }

        @Test
        void thatIsAboutToPayDoesNotWaitLongerForAMemberThatIsSilentWhileOthersAnswer() {
            shared.hold(Call.CLAIM, thaw);
            CompletionStage<ClaimAttempt> claimed = patient.claim(key, clock.instant());

            timer.pass(Patience.OF_A_REQUEST.plus(Bustle.QUICK));

            assertThat(granted(claimed).backend()).isEqualTo(Backend.MEMORY);
        }

        @Test
        void thatIsAboutToPayWaitsThreeSecondsMoreForAClusterThatFindsItselfAgain() {
            shared.hold(Call.CLAIM, thaw);
            health.changed();
            CompletableFuture<ClaimAttempt> claimed =
                    patient.claim(key, clock.instant()).toCompletableFuture();

            timer.pass(Duration.ofMillis(3_200));
            assertThat(claimed).isNotDone();
            timer.pass(Duration.ofMillis(200));

            assertThat(granted(claimed).backend()).isEqualTo(Backend.MEMORY);
        }

        @Test
        void thatIsAboutToPayWaitsLongerForAClusterThatIsSlowEvenToAnswerAProbe() {
            shared.hold(Call.CLAIM, thaw);
            CompletableFuture<Void> probe = shared.hold(Call.SIZE);
            CompletableFuture<ClaimAttempt> claimed =
                    patient.claim(key, clock.instant()).toCompletableFuture();

            timer.pass(Duration.ofSeconds(1));
            assertThat(claimed).isNotDone();
            probe.complete(null);
            thaw.complete(null);

            assertThat(granted(claimed).backend()).isEqualTo(Backend.EMBEDDED);
        }

        @Test
        void thatIsAboutToPayWaitsLongerInACrowd() {
            CompletableFuture<ClaimAttempt> claimed = claimInACrowd();

            timer.pass(Duration.ofSeconds(2));
            assertThat(claimed).isNotDone();
            thaw.complete(null);

            assertThat(granted(claimed).backend()).isEqualTo(Backend.EMBEDDED);
        }

        @Test
        void thatIsAboutToPayWaitsTenSecondsForItsTurnInACrowdWhoseAnswersDoCome() {
            CompletableFuture<ClaimAttempt> claimed = claimInACrowd();

            timer.pass(Duration.ofMillis(300));
            answersComeSlowlyFor(Duration.ofMillis(9_600));
            assertThat(claimed).isNotDone();
            answersComeSlowlyFor(Duration.ofMillis(400));

            assertThat(granted(claimed).backend()).isEqualTo(Backend.MEMORY);
        }

        @Test
        void thatIsAboutToPayWaitsThreeSecondsMoreInACrowdThatNobodyAnswers() {
            CompletableFuture<ClaimAttempt> claimed = claimInACrowd();

            timer.pass(Duration.ofMillis(3_200));
            assertThat(claimed).isNotDone();
            timer.pass(Duration.ofMillis(200));

            assertThat(granted(claimed).backend()).isEqualTo(Backend.MEMORY);
        }

        @Test
        void thatIsAboutToPayWaitsThreeSecondsMoreInACrowdWhoseMembersComeAndGo() {
            CompletableFuture<ClaimAttempt> claimed = claimInACrowd();
            health.changed();

            timer.pass(Duration.ofMillis(300));
            answersComeSlowlyFor(Duration.ofMillis(2_800));
            assertThat(claimed).isNotDone();
            answersComeSlowlyFor(Duration.ofMillis(400));

            assertThat(granted(claimed).backend()).isEqualTo(Backend.MEMORY);
        }

        private CompletableFuture<ClaimAttempt> claimInACrowd() {
            shared.hold(Call.CLAIM, thaw);
            IntStream.range(0, SharedStoreHealth.CROWD)
                    .forEach(other -> store.forOneRequest().claim(newKey(), clock.instant()));
            return patient.claim(key, clock.instant()).toCompletableFuture();
        }

        private void answersComeSlowlyFor(Duration duration) {
            for (long passed = 0; passed < duration.toMillis(); passed += 400) {
                CompletableFuture<Void> slow = shared.hold(Call.FIND);
                store.forOneRequest().find(newKey());
                timer.pass(Duration.ofMillis(400));
                slow.complete(null);
            }
        }

        @Test
        void thatHasGoneOnAloneIsNoneOfACrowdAnyMore() {
            shared.hold(Call.FIND, thaw);
            IntStream.range(0, SharedStoreHealth.CROWD)
                    .forEach(other -> store.forOneRequest().find(newKey()));
            timer.pass(Patience.OF_A_REQUEST);

            assertThat(health.isUnsettled()).isFalse();
        }

        @Test
        void thatHeardOfAnotherNodesClaimHasItsPatienceAnewWhenItClaimsAgain() {
            get(cluster.claim(key, clock.instant()));
            shared.hold(Call.CLAIM, thaw);
            health.changed();
            CompletionStage<ClaimAttempt> first = patient.claim(key, clock.instant());
            timer.pass(Duration.ofSeconds(3));
            thaw.complete(null);
            assertThat(get(first)).isInstanceOf(ClaimAttempt.Held.class);

            shared.hold(Call.CLAIM);
            health.changed();
            CompletableFuture<ClaimAttempt> second =
                    patient.claim(key, clock.instant()).toCompletableFuture();
            timer.pass(Duration.ofSeconds(3));

            assertThat(second).isNotDone();
        }

        @Test
        void whoseClaimWasGrantedSlowlyStillHasThreeSecondsForItsSecondLook() {
            shared.hold(Call.CLAIM, thaw);
            health.changed();
            CompletionStage<ClaimAttempt> claimed = patient.claim(key, clock.instant());
            timer.pass(Duration.ofMillis(2_500));
            thaw.complete(null);
            assertThat(granted(claimed).backend()).isEqualTo(Backend.EMBEDDED);
            shared.hold(Call.FIND);

            CompletableFuture<Lookup> found = patient.find(key).toCompletableFuture();
            timer.pass(Duration.ofMillis(2_999));
            assertThat(found).isNotDone();
            timer.pass(Bustle.QUICK.plusMillis(1));

            assertThat(found).isCompletedWithValue(Lookup.ABSENT);
        }

        @Test
        void thatHeardSlowlyOfAnotherNodesClaimIsStillOneOfTheCluster() {
            get(cluster.claim(key, clock.instant()));
            shared.hold(Call.CLAIM, thaw);
            health.changed();
            CompletionStage<ClaimAttempt> claimed = patient.claim(key, clock.instant());
            timer.pass(Duration.ofSeconds(1));
            thaw.complete(null);

            assertThat(get(claimed)).isInstanceOf(ClaimAttempt.Held.class);
            assertThat(patient.backend()).isEqualTo(Backend.EMBEDDED);
        }

        @Test
        void thatOnlyLooksDoesNotWaitLongerWhateverTheClusterDoes() {
            shared.hold(Call.FIND, thaw);
            health.changed();
            CompletableFuture<Lookup> found = patient.find(key).toCompletableFuture();

            timer.pass(Patience.OF_A_REQUEST);

            assertThat(found).isCompletedWithValue(Lookup.ABSENT);
        }

        @Test
        void thatWasGrantedItsClaimLooksAgainAlthoughItHadWaitedEnough() {
            exhaust();
            thaw.complete(null);
            Envelope theirs = inTheCluster("theirs");

            Claim claim = granted(patient.claim(key, clock.instant()));

            assertThat(claim.backend()).isEqualTo(Backend.EMBEDDED);
            assertThat(get(patient.find(key))).isEqualTo(new Lookup.Fresh(theirs));
        }

        /** Who granted the claim has the result too, if there is one: a look in vain would be paid for. */
        @Test
        void thatWasGrantedItsClaimWaitsForItsSecondLook() {
            granted(patient.claim(key, clock.instant()));
            Envelope theirs = inTheCluster("theirs");
            shared.hold(Call.FIND, thaw);
            CompletableFuture<Lookup> found = patient.find(key).toCompletableFuture();

            timer.pass(Duration.ofSeconds(2));
            assertThat(found).isNotDone();
            thaw.complete(null);

            assertThat(get(found)).isEqualTo(new Lookup.Fresh(theirs));
        }

        @Test
        void thatWasGrantedItsClaimDoesNotWaitForItsSecondLookForEver() {
            granted(patient.claim(key, clock.instant()));
            shared.hold(Call.FIND, thaw);
            CompletableFuture<Lookup> found = patient.find(key).toCompletableFuture();

            timer.pass(Duration.ofSeconds(4));

            assertThat(found).isCompletedWithValue(Lookup.ABSENT);
        }

        @ParameterizedTest
        @EnumSource(names = {"FAIL", "RELEASE", "REPOINT", "UNPOINT"})
        void thatHasHadItsSecondLookWaitsNoLongerThanAnyOther(Call last) {
            Claim claim = granted(patient.claim(key, clock.instant()));
            get(patient.find(key));
            health.changed();
            shared.hold(last, thaw);
            CompletableFuture<Void> told = tell(last, claim).toCompletableFuture();

            timer.pass(Patience.OF_A_REQUEST.minusMillis(1));
            assertThat(told).isNotDone();
            timer.pass(Duration.ofMillis(1));

            assertThat(told).isCompleted();
            assertThat(shared.asked(last)).isOne();
        }

        @Test
        void thatHasPaidWaitsNoLongerForAllThatFollows() {
            Claim claim = granted(patient.claim(key, clock.instant()));
            shared.hold(Call.COMPLETE, thaw);
            shared.hold(Call.REPOINT, thaw);
            CompletionStage<Completion> stored = patient.complete(claim, envelope("result", clock), false);
            timer.pass(Patience.OF_A_REQUEST);
            assertThat(get(stored)).isEqualTo(Completion.NOT_STORED);

            CompletableFuture<Void> told = tell(Call.REPOINT, claim).toCompletableFuture();
            timer.pass(Duration.ZERO);

            assertThat(told).isCompleted();
            assertThat(shared.asked(Call.REPOINT)).isOne();
        }

        private CompletionStage<Void> tell(Call last, Claim claim) {
            PointerKey callersKey = PointerKey.of("default", "extract", new CallerKey("order-4711"));
            KeyPointer pointer = Samples.reservation("hello", key, clock);
            return switch (last) {
                case FAIL -> patient.fail(claim, RATE_LIMITED);
                case RELEASE -> patient.release(claim);
                case REPOINT ->
                    patient.repoint(callersKey, pointer, Samples.settled(pointer, clock))
                            .thenAccept(pointed -> {});
                default -> patient.unpoint(callersKey, pointer);
            };
        }

        @Test
        void goesOnAloneAsSoonAsTheClusterCountsAsAway() {
            shared.hold(Call.CLAIM, thaw);
            CompletionStage<ClaimAttempt> claimed = patient.claim(key, clock.instant());

            breakDown();

            assertThat(granted(claimed).backend()).isEqualTo(Backend.MEMORY);
        }

        @Test
        void thatHasWaitedEnoughSaysThatItsAnswerIsLocal() {
            exhaust();

            assertThat(patient.backend()).isEqualTo(Backend.MEMORY);
            assertThat(store.backend()).isEqualTo(Backend.EMBEDDED);
        }

        @Test
        void thatHasWaitedEnoughIsNoReasonForOthersNotToAsk() {
            exhaust();

            Claim claim = granted(store.forOneRequest().claim(key, clock.instant()));

            assertThat(claim.backend()).isEqualTo(Backend.EMBEDDED);
        }

        private void exhaust() {
            shared.hold(Call.FIND, thaw);
            patient.find(newKey());
            timer.pass(Patience.OF_A_REQUEST);
        }

        private Claim granted(CompletionStage<ClaimAttempt> attempt) {
            return ((ClaimAttempt.Granted) get(attempt)).claim();
        }
    }

    /** One member was slow, or paused for its garbage, and the cluster is well. */
    @Nested
    class AClaimThatIsGrantedWhenItsRequestHasGoneOnAlone {

        private final CompletableFuture<Void> thaw = new CompletableFuture<>();

        @Test
        void isKeptSoThatOtherNodesWaitForTheCallThatIsMadeAnyway() {
            granted();

            assertThat(atAnotherNode()).isInstanceOf(ClaimAttempt.Held.class);
        }

        @Test
        void isRenewedWithTheOneOfThisNode() {
            Claim own = granted();

            clock.advance(ResultStore.LEASE.minusSeconds(1));
            get(store.renew(own));
            clock.advance(ResultStore.LEASE.minusSeconds(1));

            assertThat(atAnotherNode()).isInstanceOf(ClaimAttempt.Held.class);
        }

        @Test
        void endsWithTheResultStoredInTheCluster() {
            Claim own = granted();
            Envelope result = envelope("result", clock);

            assertThat(get(store.complete(own, result, false))).isEqualTo(Completion.STORED);

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(result));
            assertThat(own(own)).isEqualTo(ClaimState.GONE);
            assertThat(atAnotherNode()).isInstanceOf(ClaimAttempt.Granted.class);
        }

        @Test
        void tellsThoseWhoMetItOfAFailure() {
            Claim own = granted();
            Claim met = ((ClaimAttempt.Held) atAnotherNode()).holder();

            get(store.fail(own, RATE_LIMITED));

            assertThat(get(cluster.inspect(met))).isEqualTo(new ClaimState.Failed(RATE_LIMITED));
        }

        @Test
        void isReleasedWithTheOneOfThisNode() {
            get(store.release(granted()));

            assertThat(atAnotherNode()).isInstanceOf(ClaimAttempt.Granted.class);
        }

        @Test
        void isGivenBackIfTheRequestHasEndedBefore() {
            Claim own = goneOnAlone();
            get(store.complete(own, envelope("result", clock), false));

            thaw.complete(null);

            assertThat(atAnotherNode()).isInstanceOf(ClaimAttempt.Granted.class);
        }

        @Test
        void isGivenBackIfAnotherRequestOfThisNodeMakesTheCall() {
            Claim first = goneOnAlone();
            CompletionStage<ClaimAttempt> second = store.forOneRequest().claim(key, clock.instant());
            timer.pass(Duration.ofSeconds(1));
            assertThat(get(second)).isInstanceOf(ClaimAttempt.Held.class);
            get(store.release(first));

            thaw.complete(null);

            assertThat(atAnotherNode()).isInstanceOf(ClaimAttempt.Granted.class);
        }

        private Claim granted() {
            Claim own = goneOnAlone();
            thaw.complete(null);
            return own;
        }

        private Claim goneOnAlone() {
            shared.hold(Call.CLAIM, thaw);
            CompletionStage<ClaimAttempt> claimed = store.forOneRequest().claim(key, clock.instant());
            timer.pass(Duration.ofSeconds(1));
            Claim own = ((ClaimAttempt.Granted) get(claimed)).claim();
            assertThat(own.backend()).isEqualTo(Backend.MEMORY);
            return own;
        }

        private ClaimState own(Claim claim) {
            return get(own.inspect(claim));
        }

        private ClaimAttempt atAnotherNode() {
            return get(cluster.claim(key, clock.instant()));
        }
    }

    @Nested
    class AResultThatDoesNotGetThroughInTime {

        @Test
        void isAnsweredAsNotStoredAndKeptHere() {
            Claim claim = claimed();
            shared.fail(Call.COMPLETE);
            Envelope result = envelope("result", clock);

            assertThat(get(store.complete(claim, result, false))).isEqualTo(Completion.NOT_STORED);

            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(result));
        }

        @Test
        void isWrittenLaterAlthoughTheClusterWasNeverAway() {
            Claim claim = claimed();
            shared.fail(Call.COMPLETE);
            Envelope result = envelope("result", clock);
            get(store.complete(claim, result, false));
            shared.comeBack();

            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(events.events()).containsExactly("back");
            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(result));
        }

        @Test
        void replacesTheOldOneLaterIfItsCallerWantedThat() {
            stored("old");
            clock.advance(Duration.ofSeconds(1));
            Claim claim = claimed();
            shared.fail(Call.COMPLETE);
            Envelope fresh = envelope("fresh", clock);
            get(store.complete(claim, fresh, true));
            shared.comeBack();

            clock.advance(ResultStore.LEASE);
            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(fresh));
        }

        @Test
        void isNotForgottenForTheOldOneByALookThatWasUnderWay() {
            inTheCluster("old");
            CompletableFuture<Void> answer = shared.hold(Call.FIND);
            CompletableFuture<Lookup> look = store.find(key).toCompletableFuture();
            clock.advance(Duration.ofSeconds(1));
            Claim claim = claimed();
            shared.fail(Call.COMPLETE);
            Envelope fresh = envelope("fresh", clock);
            get(store.complete(claim, fresh, true));

            answer.complete(null);

            assertThat(get(look)).isEqualTo(new Lookup.Fresh(fresh));
            assertThat(own.look(key)).isEqualTo(new Lookup.Fresh(fresh));
        }

        @Test
        void isHandedOverByANodeThatLeaves() {
            Claim claim = claimed();
            shared.fail(Call.COMPLETE);
            Envelope result = envelope("result", clock);
            get(store.complete(claim, result, false));
            shared.comeBack();

            get(store.handOver());

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(result));
        }

        @Test
        void doesNotKeepANodeThatLeavesWhileTheClusterIsAway() {
            Claim claim = claimed();
            breakDown();
            get(store.complete(claim, envelope("result", clock), false));

            get(store.handOver());

            assertThat(get(cluster.find(key))).isEqualTo(Lookup.ABSENT);
        }

        @Test
        void isWrittenLaterWhenTheOutageThatItBelongsToIsOver() {
            Claim claim = claimed();
            shared.goAway();
            Envelope result = envelope("result", clock);
            get(store.complete(claim, result, false));
            breakDown();
            timer.pass(PROBE_INTERVAL.multipliedBy(5));

            comeBack();

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(result));
        }

        @Test
        void isTheSameIfItWasStoredAfterAll() {
            Claim claim = claimed();
            shared.loseAnswersOf(Call.COMPLETE);
            Envelope result = envelope("result", clock);
            get(store.complete(claim, result, false));
            shared.comeBack();

            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(result));
            assertThat(get(store.find(key))).isEqualTo(new Lookup.Fresh(result));
        }
    }

    @Nested
    class AnErasure {

        @Test
        void reachesBothAndCountsEachResultOnce() {
            stored("result");

            assertThat(get(store.erase(StoreScope.ALL)).removed()).containsExactly(key);

            assertThat(own.look(key)).isEqualTo(Lookup.ABSENT);
            assertThat(get(cluster.find(key))).isEqualTo(Lookup.ABSENT);
        }
    }

    @Test
    void theWinnerOfTheClusterIsWhatThisNodeKeeps() {
        Claim claim = claimed();
        clock.advance(ResultStore.LEASE);
        Envelope theirs = inTheCluster("theirs");

        Completion completion = get(store.complete(claim, envelope("ours", clock), false));

        assertThat(completion).isEqualTo(new Completion.Preceded(theirs));
        assertThat(own.look(key)).isEqualTo(new Lookup.Fresh(theirs));
    }

    @Test
    void nothingIsProbedAfterItWasClosed() {
        breakDown();
        store.close();
        int asked = shared.asked(Call.SIZE);

        timer.pass(PROBE_INTERVAL.multipliedBy(5));

        assertThat(shared.asked(Call.SIZE) - asked).isLessThanOrEqualTo(1);
        assertThat(timer.waiting()).isZero();
        assertThat(events.events()).containsExactly("back", "away");
    }

    @Nested
    class ACallersKey {

        private final PointerKey callersKey = PointerKey.of("default", "extract", new CallerKey("order-4711"));
        private final KeyPointer hello = reservation("hello", key, clock);
        private final KeyPointer goodBye = reservation("good bye", key, clock);

        @Test
        void isKnownToAllNodesAndToThisOneWhenItIsAlone() {
            get(store.point(callersKey, hello));

            assertThat(get(cluster.pointer(callersKey))).contains(hello);
            breakDown();
            assertThat(get(store.point(callersKey, goodBye)).standing()).isEqualTo(hello);
            assertThat(get(store.pointer(callersKey))).contains(hello);
        }

        @Test
        void thatAnotherNodeGavePointsThereWhenThisOneIsAloneToo() {
            get(cluster.point(callersKey, hello));
            get(store.point(callersKey, goodBye));

            breakDown();

            assertThat(get(store.point(callersKey, goodBye)).standing()).isEqualTo(hello);
        }

        @Test
        void thatAnotherNodeHoldsIsNotGivenBackHere() {
            KeyPointer theirs = reservation("hello", key, clock);
            get(store.point(callersKey, hello));
            get(cluster.repoint(callersKey, theirs, theirs));
            get(store.point(callersKey, reservation("hello", key, clock)));

            get(store.unpoint(callersKey, hello));

            breakDown();
            assertThat(get(store.point(callersKey, goodBye)).standing()).isEqualTo(theirs);
        }

        @Test
        void thatWasGivenInAnOutageIsCarriedOver() {
            breakDown();
            get(store.point(callersKey, hello));

            comeBack();

            assertThat(get(cluster.pointer(callersKey))).contains(hello);
        }

        @Test
        void thatAnotherNodeGaveInAnOutageWins() {
            breakDown();
            get(store.point(callersKey, hello));
            get(cluster.point(callersKey, goodBye));

            comeBack();

            assertThat(get(store.pointer(callersKey))).contains(goodBye);
        }

        @Test
        void thatAnotherNodeHoldsIsNotTakenByAReservationThatIsCarriedOver() {
            KeyPointer theirs = reservation("hello", key, clock);
            breakDown();
            get(store.point(callersKey, hello));
            get(cluster.point(callersKey, theirs));

            comeBack();

            assertThat(get(cluster.pointer(callersKey))).contains(theirs);
        }

        @Test
        void thatIsCarriedOverDoesNotWaitForOneThatDoesNotComeThrough() {
            PointerKey other = PointerKey.of("default", "extract", new CallerKey("order-4712"));
            breakDown();
            get(store.point(callersKey, hello));
            get(store.point(other, goodBye));
            shared.comeBack();
            // The first one does not get through, and the second one does.
            shared.before(Call.POINT, () -> {
                shared.fail(Call.POINT);
                shared.before(Call.POINT, shared::comeBack);
            });

            timer.pass(PROBE_INTERVAL);
            assertThat(Stream.of(callersKey, other)
                            .filter(given -> get(cluster.pointer(given)).isPresent()))
                    .hasSize(1);

            timer.pass(PROBE_INTERVAL);
            assertThat(get(cluster.pointer(callersKey))).contains(hello);
            assertThat(get(cluster.pointer(other))).contains(goodBye);
        }

        @Test
        void thatStandsForAResultSinceAnOutageIsCarriedOver() {
            KeyPointer result = settled(hello, clock);
            get(store.point(callersKey, hello));
            breakDown();
            get(store.repoint(callersKey, hello, result));

            comeBack();

            assertThat(get(cluster.pointer(callersKey))).contains(result);
            assertThat(get(own.pointer(callersKey))).contains(result);
        }

        @Test
        void thatStandsForAResultIsToldToAllNodesLaterWhereThatDidNotComeThrough() {
            KeyPointer result = settled(hello, clock);
            get(store.point(callersKey, hello));
            shared.fail(Call.REPOINT);
            get(store.repoint(callersKey, hello, result));
            assertThat(get(cluster.pointer(callersKey))).contains(hello);
            assertThat(store.backend()).isEqualTo(Backend.EMBEDDED);

            shared.comeBack();
            timer.pass(PROBE_INTERVAL);

            assertThat(get(cluster.pointer(callersKey))).contains(result);
        }

        @Test
        void thatStandsForAResultIsNotForgottenForWhatIsHeardLate() {
            KeyPointer result = settled(hello, clock);
            get(store.point(callersKey, hello));
            shared.before(Call.POINT, () -> get(own.repoint(callersKey, hello, result)));

            get(store.point(callersKey, reservation("hello", key, clock)));

            assertThat(get(own.pointer(callersKey))).contains(result);
        }

        @Test
        void whoseNodeDiedIsFreeSoonAfter() {
            get(cluster.point(callersKey, hello));
            get(store.point(callersKey, goodBye));

            clock.advance(Duration.between(clock.instant(), hello.until()));

            assertThat(get(store.point(callersKey, goodBye))).isEqualTo(new Pointed(goodBye, true));
        }

        @Test
        void thatIsGivenBackPointsNowhereAnywhere() {
            get(store.point(callersKey, hello));

            get(store.unpoint(callersKey, hello));

            assertThat(get(cluster.pointer(callersKey))).isEmpty();
            assertThat(get(own.pointer(callersKey))).isEmpty();
        }
    }

    private void breakDown() {
        shared.goAway();
        get(store.find(newKey()));
        assertThat(store.backend()).isEqualTo(Backend.MEMORY);
    }

    private void comeBack() {
        shared.comeBack();
        timer.pass(PROBE_INTERVAL);
        assertThat(store.backend()).isEqualTo(Backend.EMBEDDED);
    }

    private Claim claimed() {
        return claimed(key);
    }

    private Claim claimed(StoreKey wanted) {
        return ((ClaimAttempt.Granted) get(store.claim(wanted, clock.instant().plusSeconds(50)))).claim();
    }

    private void stored(StoreKey under) {
        get(store.complete(claimed(under), envelope("result", clock), false));
    }

    private Envelope stored(String body) {
        Envelope envelope = envelope(body, clock);
        assertThat(get(store.complete(claimed(), envelope, false))).isEqualTo(Completion.STORED);
        return envelope;
    }

    /** What another node stores. */
    private Envelope inTheCluster(String body) {
        Envelope envelope = Samples.envelope(body, clock);
        cluster.keep(key, envelope);
        return envelope;
    }
}
