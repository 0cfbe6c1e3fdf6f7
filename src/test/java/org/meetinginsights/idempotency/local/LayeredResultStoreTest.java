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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.CallerKey;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.StandingRecord;
import org.meetinginsights.idempotency.store.StoreDouble.Call;
import org.meetinginsights.idempotency.store.StoreUnavailableException;

class LayeredResultStoreTest extends LayeredFixture {

    @Nested
    class AHit {

        @Test
        void onWhatThisNodeStoredAsksNobody() {
            Envelope stored = stored("result");

            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(stored));

            assertThat(shared.asked(Call.FIND)).isZero();
        }

        @Test
        void onWhatAnotherNodeStoredAsksOnce() {
            Envelope theirs = inTheCluster("theirs");

            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(theirs));

            assertThat(shared.asked(Call.FIND)).isOne();
        }

        @Test
        void asksAgainAfterThirtySeconds() {
            stored("result");

            clock.advance(Duration.ofSeconds(30).minusMillis(1));
            get(store.results().find(key));
            assertThat(shared.asked(Call.FIND)).isZero();

            clock.advance(Duration.ofMillis(1));
            get(store.results().find(key));
            get(store.results().find(key));
            assertThat(shared.asked(Call.FIND)).isOne();
        }

        @Test
        void bringsBackWhatTheClusterHasLost() {
            Envelope stored = stored("result");
            cluster.close();

            clock.advance(Duration.ofSeconds(30));

            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(stored));
            timer.pass(PROBE_INTERVAL);
            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void waitsForASilentClusterOnceInThirtySecondsAndNotEachTime() {
            stored("result");
            clock.advance(Duration.ofSeconds(30));
            shared.fail(Call.FIND);

            get(store.results().find(key));
            get(store.results().find(key));

            assertThat(shared.asked(Call.FIND)).isOne();
        }

        @Test
        void isTheClustersOneAtOnceIfItMayBeAnotherCluster() {
            stored("result");
            cluster.close();
            Envelope theirs = inTheCluster("theirs");

            store.revalidate();

            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(theirs));
        }

        /** So it is after a split whose other side was first. */
        @Test
        void isTheClustersOneAfterThirtySecondsAlsoIfThatIsTheOlderOne() {
            Envelope theirs = envelope("theirs", clock);
            clock.advance(Duration.ofSeconds(1));
            stored("result");
            cluster.results().keep(key, theirs);

            clock.advance(Duration.ofSeconds(30));

            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(own.results().look(key)).isEqualTo(new Lookup.Fresh(theirs));
        }

        @Test
        void isServedUntilItExpiresWhileTheClusterIsAway() {
            Envelope stored = stored("result");
            breakDown();

            clock.advance(LIFE.minusMillis(1));

            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(stored));
            clock.advance(Duration.ofMillis(1));
            assertThat(get(store.results().find(key))).isInstanceOf(Lookup.Expired.class);
        }

        @Test
        void isServedAlsoByTheCallThatFindsTheClusterSilent() {
            Envelope stored = stored("result");
            clock.advance(Duration.ofSeconds(30));
            shared.goAway();

            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void isNotForgottenByALookThatWasUnderWayWhenItWasStored() {
            CompletableFuture<Void> answer = shared.hold(Call.FIND);
            CompletableFuture<Lookup> look = store.results().find(key).toCompletableFuture();
            Envelope stored = envelope("result", clock);
            own.results().keep(key, stored);

            answer.complete(null);

            assertThat(get(look)).isEqualTo(new Lookup.Fresh(stored));
            assertThat(own.results().look(key)).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void isNotForgottenForTheOldOneByALookThatReadItBeforeItWasReplaced() {
            stored("old");
            clock.advance(Duration.ofSeconds(30));
            CompletableFuture<Void> answer = shared.holdTheAnswerOf(Call.FIND);
            CompletableFuture<Lookup> look = store.results().find(key).toCompletableFuture();
            Envelope fresh = envelope("fresh", clock);
            assertThat(get(store.claims().complete(claimed(), fresh, true))).isEqualTo(Completion.STORED);

            answer.complete(null);

            assertThat(get(look)).isEqualTo(new Lookup.Fresh(fresh));
            assertThat(own.results().look(key)).isEqualTo(new Lookup.Fresh(fresh));
        }

        @Test
        void isNotForgottenBecauseTheClusterHasOneThatHasExpired() {
            inTheCluster("old");
            clock.advance(LIFE);
            Envelope stored = envelope("result", clock);
            own.results().keep(key, stored);

            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(stored));

            timer.pass(PROBE_INTERVAL);
            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void thatHasExpiredHereAndIsGoneThereIsReportedWithItsAge() {
            stored("result");
            clock.advance(LIFE);
            cluster.close();

            assertThat(get(store.results().find(key))).isInstanceOf(Lookup.Expired.class);
        }
    }

    @Nested
    class ALookAnew {

        @Test
        void findsWhatAnotherNodeHasMadeAlthoughThisOneHasACopy() {
            stored("old");
            Envelope theirs = inTheCluster("theirs");

            assertThat(get(store.results().findAnew(key))).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(theirs));
        }

        @Test
        void findsWhatThisNodeHasWhileTheClusterIsAway() {
            Envelope stored = stored("result");
            breakDown();

            assertThat(get(store.results().findAnew(key))).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void findsWhatThisNodeHasMadeSinceAndNotYetBroughtThere() {
            inTheCluster("old");
            clock.advance(Duration.ofSeconds(1));
            Envelope ours = storedHereOnly("ours");

            assertThat(get(store.results().findAnew(key))).isEqualTo(new Lookup.Fresh(ours));
            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(ours));
        }

        @Test
        void findsWhatAnotherNodeHasMadeSinceAlthoughThisOneHasNotYetBroughtItsOwn() {
            storedHereOnly("ours");
            clock.advance(Duration.ofSeconds(1));
            Envelope theirs = inTheCluster("theirs");

            assertThat(get(store.results().findAnew(key))).isEqualTo(new Lookup.Fresh(theirs));
        }

        @Test
        void doesNotBringBackTheOldOneIfItHasReadItBeforeThisNodeBroughtItsOwn() {
            inTheCluster("old");
            clock.advance(Duration.ofSeconds(1));
            Envelope ours = storedHereOnly("ours");
            CompletableFuture<Void> answer = shared.holdTheAnswerOf(Call.FIND);
            CompletableFuture<Lookup> look = store.results().findAnew(key).toCompletableFuture();
            shared.comeBack();
            clock.advance(Claims.LEASE);
            timer.pass(PROBE_INTERVAL.multipliedBy(2));
            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(ours));

            answer.complete(null);

            assertThat(get(look)).isEqualTo(new Lookup.Fresh(ours));
            assertThat(own.results().look(key)).isEqualTo(new Lookup.Fresh(ours));
        }

        private Envelope storedHereOnly(String body) {
            Claim claim = claimed();
            shared.fail(Call.COMPLETE);
            Envelope envelope = envelope(body, clock);
            assertThat(get(store.claims().complete(claim, envelope, true))).isEqualTo(Completion.NOT_STORED);
            return envelope;
        }
    }

    @Nested
    class AnOutage {

        @Test
        void beginsWhenAProbeFailsTooAndThenNobodyAsks() {
            shared.goAway();

            get(store.results().find(key));
            assertThat(store.backend()).isEqualTo(Backend.MEMORY);
            assertThat(store.members()).isZero();

            get(store.results().find(key));
            get(store.claims().claim(key, clock.instant()));
            assertThat(shared.asked(Call.FIND)).isOne();
            assertThat(shared.asked(Call.CLAIM)).isZero();
        }

        @Test
        void leavesClaimsToThisNode() {
            breakDown();

            Claim claim = claimed();

            assertThat(claim.backend()).isEqualTo(Backend.MEMORY);
            assertThat(get(store.claims().claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Held.class);
            assertThat(get(store.claims().inspect(claim))).isEqualTo(ClaimState.RUNNING);
        }

        @Test
        void doesNotTakeTheClusterForTheHomeOfAClaimOfThisNode() {
            breakDown();
            Claim claim = claimed();
            comeBack();

            assertThat(get(store.claims().inspect(claim))).isEqualTo(ClaimState.RUNNING);
            get(store.claims().fail(claim, RATE_LIMITED));
            assertThat(get(store.claims().inspect(claim))).isEqualTo(new ClaimState.Failed(RATE_LIMITED));
        }

        @Test
        void makesAClaimOfTheClustersAsGoodAsGone() {
            Claim claim = claimed();
            breakDown();

            assertThat(get(store.claims().inspect(claim))).isEqualTo(ClaimState.GONE);
        }

        @Test
        void isNotWhatAnUnansweredLookAtAClaimMeansWhileOthersAreAnswered() {
            Claim claim = claimed();
            shared.fail(Call.INSPECT);

            assertThat(get(store.claims().inspect(claim))).isEqualTo(ClaimState.RUNNING);
        }

        @Test
        void isNoReasonNotToRenew() {
            Claim claim = claimed();
            breakDown();
            int asked = shared.asked(Call.RENEW);

            get(store.claims().renew(claim));

            assertThat(shared.asked(Call.RENEW)).isEqualTo(asked + 1);
        }

        @Test
        void isNotWhatAFailedRenewalBegins() {
            Claim claim = claimed();
            shared.goAway();

            for (int i = 0; i < 10; i++) {
                assertThat(get(store.claims().renew(claim))).isEqualTo(claim);
            }

            assertThat(store.backend()).isEqualTo(Backend.EMBEDDED);
        }

        @Test
        void failsNobody() {
            Claim claim = claimed();
            shared.goAway();

            get(store.claims().fail(claim, RATE_LIMITED));
            get(store.claims().release(claim));
            assertThat(get(store.erase(StoreScope.ofTenant("tenant"))).removed())
                    .isEmpty();
            assertThat(get(store.results().size())).isZero();
        }
    }

    @Nested
    class WhatWasStoredMeanwhile {

        @Test
        void isCarriedOver() {
            breakDown();
            Envelope stored = stored("result");

            comeBack();

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void isCarriedOverWithTheLifeThatIsLeft() {
            breakDown();
            stored("result");
            clock.advance(LIFE.minus(Duration.ofHours(1)));

            comeBack();

            clock.advance(Duration.ofHours(1));
            assertThat(get(cluster.results().find(key))).isInstanceOf(Lookup.Expired.class);
        }

        @Test
        void isNotCarriedOverIfItHasExpired() {
            breakDown();
            stored("result");
            clock.advance(LIFE);

            comeBack();

            assertThat(get(cluster.results().find(key))).isEqualTo(Lookup.ABSENT);
        }

        @Test
        void givesWayToWhatAnotherNodeStoredFirst() {
            breakDown();
            stored("ours");
            Envelope theirs = inTheCluster("theirs");

            comeBack();

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(own.results().look(key)).isEqualTo(new Lookup.Fresh(theirs));
        }

        @Test
        void isNotLostByALookBeforeItIsCarriedOver() {
            breakDown();
            Envelope stored = stored("result");
            shared.comeBack();
            shared.fail(Call.COMPLETE);
            timer.pass(PROBE_INTERVAL);

            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(stored));
            assertThat(own.results().look(key)).isEqualTo(new Lookup.Fresh(stored));
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

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(stored));
        }

        @Test
        void isCarriedOverAlsoIfItsCallEndsAfterTheOutage() {
            breakDown();
            Claim claim = claimed();
            comeBack();
            Envelope late = envelope("late", clock);

            get(store.claims().complete(claim, late, false));

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(late));
        }

        @Test
        void isCarriedOverAFewAtATimeSoThatRequestsStillGetThrough() {
            breakDown();
            IntStream.range(0, 100).forEach(i -> stored(newKey()));
            int asked = shared.asked(Call.COMPLETE);
            CompletableFuture<Void> letGo = shared.hold(Call.COMPLETE);

            comeBack();

            assertThat(shared.asked(Call.COMPLETE) - asked).isEqualTo(8);
            letGo.complete(null);
            assertThat(get(cluster.results().size())).isEqualTo(100);
        }

        @Test
        void isCarriedOverAlsoIfItComesWhileOthersAre() {
            breakDown();
            stored("result");
            Claim claim = claimed(newKey());
            CompletableFuture<Void> letGo = shared.hold(Call.COMPLETE);
            comeBack();
            get(store.claims().complete(claim, envelope("late", clock), false));
            letGo.complete(null);

            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(get(cluster.results().size())).isEqualTo(2);
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

            get(store.claims().complete(claim, envelope("late", clock), false));
            get(store.claims().complete(later, envelope("later", clock), false));

            assertThat(shared.asked(Call.COMPLETE) - asked).isEqualTo(2);
            others.complete(null);
            assertThat(get(cluster.results().size())).isEqualTo(3);
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

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(meanwhile));
        }

        @Test
        void isCarriedOverWithWhatTheClusterHadBeforeAndMayHaveLost() {
            Envelope before = stored("before");
            breakDown();
            cluster.close();

            comeBack();

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(before));
        }
    }

    @Nested
    class AKeyWhoseMemberHasFrozen {

        @Test
        void doesNotKeepOthersFromBeingCarriedOver() {
            breakDown();
            storedHere(3);
            freezeTheNextKey();

            comeBack();

            assertThat(get(cluster.results().size())).isEqualTo(2);
            assertThat(events.failures()).isNotEmpty();
        }

        @Test
        void doesNotKeepThemWhileItIsSilent() {
            breakDown();
            storedHere(3);
            shared.freezeTheNextKey(CompletableFuture::new);

            comeBack();

            assertThat(get(cluster.results().size())).isEqualTo(2);
        }

        @Test
        void doesNotKeepThemFromBeingHandedOver() {
            shared.fail(Call.COMPLETE);
            storedHere(3);
            shared.comeBack();
            freezeTheNextKey();

            get(store.handOver());

            assertThat(get(cluster.results().size())).isEqualTo(2);
        }

        @Test
        void doesNotKeepCallersKeysFromBeingCarriedOver() {
            RecordKey callersKey = RecordKey.of("default", "extract", new CallerKey("order-4711"));
            IdempotencyRecord record = reservation("hello", key, clock);
            breakDown();
            storedHere(1);
            get(store.records().put(callersKey, record));
            freezeTheNextKey();

            comeBack();

            assertThat(get(cluster.records().find(callersKey))).contains(record);
        }

        @Test
        void isCarriedOverWhenItsMemberIsBack() {
            breakDown();
            storedHere(3);
            CompletableFuture<Completion> silence = new CompletableFuture<>();
            shared.freezeTheNextKey(() -> silence);
            comeBack();
            shared.thaw();
            silence.completeExceptionally(new StoreUnavailableException("frozen"));
            timer.pass(PROBE_INTERVAL);

            assertThat(get(cluster.results().size())).isEqualTo(3);
        }

        private void freezeTheNextKey() {
            shared.freezeTheNextKey(() -> CompletableFuture.failedFuture(new StoreUnavailableException("frozen")));
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

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(fresh));
            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(fresh));
        }

        @Test
        void leavesNoClaim() {
            comeBack();

            assertThat(get(cluster.claims().claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Granted.class);
        }

        @Test
        void givesWayToWhatAnotherNodeHasMadeSince() {
            Envelope theirs = inTheCluster("theirs");

            comeBack();

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(own.results().look(key)).isEqualTo(new Lookup.Fresh(theirs));
            assertThat(get(cluster.claims().claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Granted.class);
        }

        @Test
        void waitsForWhatAnotherNodeIsMaking() {
            Claim theirs = ((ClaimAttempt.Granted) get(cluster.claims().claim(key, clock.instant()))).claim();

            comeBack();
            Envelope newer = envelope("newer", clock);
            assertThat(get(cluster.claims().complete(theirs, newer, true))).isEqualTo(Completion.STORED);
            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(newer));
            assertThat(own.results().look(key)).isEqualTo(new Lookup.Fresh(newer));
        }

        @Test
        void isBroughtWhenAnotherNodeHasLetGoOfItsClaim() {
            Claim theirs = ((ClaimAttempt.Granted) get(cluster.claims().claim(key, clock.instant()))).claim();

            comeBack();
            get(cluster.claims().release(theirs));
            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(fresh));
        }

        @Test
        void isStoredLikeAnyOtherIfTheClusterHasLostTheOldOne() {
            cluster.close();

            comeBack();

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(fresh));
        }

        @Test
        void keepsNobodyWaitingIfItDoesNotGetThrough() {
            shared.comeBack();
            shared.fail(Call.FIND);
            timer.pass(PROBE_INTERVAL);

            assertThat(get(cluster.claims().claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Granted.class);
        }

        @Test
        void isNotLostIfItIsMadeWhileAnEarlierOneIsCarriedOver() {
            Claim claim = claimed();
            CompletableFuture<Void> letGo = shared.hold(Call.COMPLETE);
            comeBack();
            Envelope last = envelope("last", clock);
            get(store.claims().complete(claim, last, true));
            letGo.complete(null);

            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(last));
            assertThat(own.results().look(key)).isEqualTo(new Lookup.Fresh(last));
        }

        private Envelope refreshed(String body) {
            Envelope envelope = envelope(body, clock);
            assertThat(get(store.claims().complete(claimed(), envelope, true))).isEqualTo(Completion.STORED);
            return envelope;
        }
    }

    @Nested
    class ARequestThatIsAboutToPay {

        private final CompletableFuture<Void> thaw = new CompletableFuture<>();

        @Test
        void waitsForItsClaimHoweverLongTheClusterTakes() {
            shared.hold(Call.CLAIM, thaw);
            CompletableFuture<ClaimAttempt> claimed =
                    store.claims().claim(key, clock.instant()).toCompletableFuture();
            timer.pass(Duration.ofSeconds(14));
            assertThat(claimed).isNotDone();

            thaw.complete(null);

            assertThat(granted(claimed).claim().backend()).isEqualTo(Backend.EMBEDDED);
        }

        @Test
        void isToldWhatTheClusterHasOnceItsClaimStands() {
            Envelope theirs = inTheCluster("theirs");

            ClaimAttempt.Granted granted = granted(store.claims().claim(key, clock.instant()));

            assertThat(granted.lookup()).isEqualTo(new Lookup.Fresh(theirs));
        }

        @Test
        void isToldWhatThisNodeHasMadeSinceAndNotYetBroughtThere() {
            inTheCluster("old");
            clock.advance(Duration.ofSeconds(1));
            breakDown();
            Claim local = claimed();
            Envelope ours = envelope("ours", clock);
            get(store.claims().complete(local, ours, true));
            shared.fail(Call.COMPLETE);
            comeBack();
            shared.fail(Call.COMPLETE);

            ClaimAttempt.Granted granted = granted(store.claims().claim(key, clock.instant()));

            assertThat(granted.lookup()).isEqualTo(new Lookup.Fresh(ours));
        }

        @Test
        void goesOnAloneAsSoonAsTheClusterCountsAsAway() {
            shared.hold(Call.CLAIM, thaw);
            CompletionStage<ClaimAttempt> claimed = store.claims().claim(key, clock.instant());

            breakDown();

            assertThat(granted(claimed).claim().backend()).isEqualTo(Backend.MEMORY);
        }

        @Test
        void goesOnAloneIfItsClaimFailsWhileTheClusterIsThere() {
            shared.fail(Call.CLAIM);

            ClaimAttempt.Granted granted = granted(store.claims().claim(key, clock.instant()));

            assertThat(granted.claim().backend()).isEqualTo(Backend.MEMORY);
            assertThat(store.backend()).isEqualTo(Backend.EMBEDDED);
        }

        @Test
        void givesBackAClaimThatIsGrantedAfterItHasGoneOnAlone() {
            shared.hold(Call.CLAIM, thaw);
            get(goneOnAlone(store.claims().claim(key, clock.instant())));
            comeBack();

            thaw.complete(null);

            assertThat(get(cluster.claims().claim(key, clock.instant()))).isInstanceOf(ClaimAttempt.Granted.class);
        }

        private CompletionStage<ClaimAttempt> goneOnAlone(CompletionStage<ClaimAttempt> claimed) {
            breakDown();
            assertThat(granted(claimed).claim().backend()).isEqualTo(Backend.MEMORY);
            return claimed;
        }

        private ClaimAttempt.Granted granted(CompletionStage<ClaimAttempt> attempt) {
            return (ClaimAttempt.Granted) get(attempt);
        }
    }

    @Nested
    class AResultThatDoesNotGetThroughInTime {

        @Test
        void isAnsweredAsNotStoredAndKeptHere() {
            Claim claim = claimed();
            shared.fail(Call.COMPLETE);
            Envelope result = envelope("result", clock);

            assertThat(get(store.claims().complete(claim, result, false))).isEqualTo(Completion.NOT_STORED);

            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(result));
        }

        @Test
        void isWrittenLaterAlthoughTheClusterWasNeverAway() {
            Claim claim = claimed();
            shared.fail(Call.COMPLETE);
            Envelope result = envelope("result", clock);
            get(store.claims().complete(claim, result, false));
            shared.comeBack();

            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(events.events()).containsExactly("back");
            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(result));
        }

        @Test
        void replacesTheOldOneLaterIfItsCallerWantedThat() {
            stored("old");
            clock.advance(Duration.ofSeconds(1));
            Claim claim = claimed();
            shared.fail(Call.COMPLETE);
            Envelope fresh = envelope("fresh", clock);
            get(store.claims().complete(claim, fresh, true));
            shared.comeBack();

            clock.advance(Claims.LEASE);
            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(fresh));
        }

        @Test
        void isNotForgottenForTheOldOneByALookThatWasUnderWay() {
            inTheCluster("old");
            CompletableFuture<Void> answer = shared.hold(Call.FIND);
            CompletableFuture<Lookup> look = store.results().find(key).toCompletableFuture();
            clock.advance(Duration.ofSeconds(1));
            Claim claim = claimed();
            shared.fail(Call.COMPLETE);
            Envelope fresh = envelope("fresh", clock);
            get(store.claims().complete(claim, fresh, true));

            answer.complete(null);

            assertThat(get(look)).isEqualTo(new Lookup.Fresh(fresh));
            assertThat(own.results().look(key)).isEqualTo(new Lookup.Fresh(fresh));
        }

        @Test
        void isHandedOverByANodeThatLeaves() {
            Claim claim = claimed();
            shared.fail(Call.COMPLETE);
            Envelope result = envelope("result", clock);
            get(store.claims().complete(claim, result, false));
            shared.comeBack();

            get(store.handOver());

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(result));
        }

        @Test
        void doesNotKeepANodeThatLeavesWhileTheClusterIsAway() {
            Claim claim = claimed();
            breakDown();
            get(store.claims().complete(claim, envelope("result", clock), false));

            get(store.handOver());

            assertThat(get(cluster.results().find(key))).isEqualTo(Lookup.ABSENT);
        }

        @Test
        void isWrittenLaterWhenTheOutageThatItBelongsToIsOver() {
            Claim claim = claimed();
            shared.goAway();
            Envelope result = envelope("result", clock);
            get(store.claims().complete(claim, result, false));
            breakDown();
            timer.pass(PROBE_INTERVAL.multipliedBy(5));

            comeBack();

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(result));
        }

        @Test
        void isTheSameIfItWasStoredAfterAll() {
            Claim claim = claimed();
            shared.loseAnswersOf(Call.COMPLETE);
            Envelope result = envelope("result", clock);
            get(store.claims().complete(claim, result, false));
            shared.comeBack();

            timer.pass(PROBE_INTERVAL.multipliedBy(2));

            assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(result));
            assertThat(get(store.results().find(key))).isEqualTo(new Lookup.Fresh(result));
        }
    }

    @Test
    void theWinnerOfTheClusterIsWhatThisNodeKeeps() {
        Claim claim = claimed();
        clock.advance(Claims.LEASE);
        Envelope theirs = inTheCluster("theirs");

        Completion completion = get(store.claims().complete(claim, envelope("ours", clock), false));

        assertThat(completion).isEqualTo(new Completion.Preceded(theirs));
        assertThat(own.results().look(key)).isEqualTo(new Lookup.Fresh(theirs));
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

        private final RecordKey callersKey = RecordKey.of("default", "extract", new CallerKey("order-4711"));
        private final IdempotencyRecord hello = reservation("hello", key, clock);
        private final IdempotencyRecord goodBye = reservation("good bye", key, clock);

        @Test
        void isKnownToAllNodesAndToThisOneWhenItIsAlone() {
            get(store.records().put(callersKey, hello));

            assertThat(get(cluster.records().find(callersKey))).contains(hello);
            breakDown();
            assertThat(get(store.records().put(callersKey, goodBye)).standing()).isEqualTo(hello);
            assertThat(get(store.records().find(callersKey))).contains(hello);
        }

        @Test
        void thatAnotherNodeGavePointsThereWhenThisOneIsAloneToo() {
            get(cluster.records().put(callersKey, hello));
            get(store.records().put(callersKey, goodBye));

            breakDown();

            assertThat(get(store.records().put(callersKey, goodBye)).standing()).isEqualTo(hello);
        }

        @Test
        void thatAnotherNodeHoldsIsNotGivenBackHere() {
            IdempotencyRecord theirs = reservation("hello", key, clock);
            get(store.records().put(callersKey, hello));
            get(cluster.records().replace(callersKey, theirs, theirs));
            get(store.records().put(callersKey, reservation("hello", key, clock)));

            get(store.records().remove(callersKey, hello));

            breakDown();
            assertThat(get(store.records().put(callersKey, goodBye)).standing()).isEqualTo(theirs);
        }

        @Test
        void thatWasGivenInAnOutageIsCarriedOver() {
            breakDown();
            get(store.records().put(callersKey, hello));

            comeBack();

            assertThat(get(cluster.records().find(callersKey))).contains(hello);
        }

        @Test
        void thatAnotherNodeGaveInAnOutageWins() {
            breakDown();
            get(store.records().put(callersKey, hello));
            get(cluster.records().put(callersKey, goodBye));

            comeBack();

            assertThat(get(store.records().find(callersKey))).contains(goodBye);
        }

        @Test
        void thatAnotherNodeHoldsIsNotTakenByAReservationThatIsCarriedOver() {
            IdempotencyRecord theirs = reservation("hello", key, clock);
            breakDown();
            get(store.records().put(callersKey, hello));
            get(cluster.records().put(callersKey, theirs));

            comeBack();

            assertThat(get(cluster.records().find(callersKey))).contains(theirs);
        }

        @Test
        void thatIsCarriedOverDoesNotWaitForOneThatDoesNotComeThrough() {
            RecordKey other = RecordKey.of("default", "extract", new CallerKey("order-4712"));
            breakDown();
            get(store.records().put(callersKey, hello));
            get(store.records().put(other, goodBye));
            shared.comeBack();
            // The first one does not get through, and the second one does.
            shared.before(Call.PUT_RECORD, () -> {
                shared.fail(Call.PUT_RECORD);
                shared.before(Call.PUT_RECORD, shared::comeBack);
            });

            timer.pass(PROBE_INTERVAL);
            assertThat(Stream.of(callersKey, other)
                            .filter(given -> get(cluster.records().find(given)).isPresent()))
                    .hasSize(1);

            timer.pass(PROBE_INTERVAL);
            assertThat(get(cluster.records().find(callersKey))).contains(hello);
            assertThat(get(cluster.records().find(other))).contains(goodBye);
        }

        @Test
        void thatStandsForAResultSinceAnOutageIsCarriedOver() {
            IdempotencyRecord result = settled(hello, clock);
            get(store.records().put(callersKey, hello));
            breakDown();
            get(store.records().replace(callersKey, hello, result));

            comeBack();

            assertThat(get(cluster.records().find(callersKey))).contains(result);
            assertThat(get(own.records().find(callersKey))).contains(result);
        }

        @Test
        void thatStandsForAResultIsToldToAllNodesLaterWhereThatDidNotComeThrough() {
            IdempotencyRecord result = settled(hello, clock);
            get(store.records().put(callersKey, hello));
            shared.fail(Call.REPLACE_RECORD);
            get(store.records().replace(callersKey, hello, result));
            assertThat(get(cluster.records().find(callersKey))).contains(hello);
            assertThat(store.backend()).isEqualTo(Backend.EMBEDDED);

            shared.comeBack();
            timer.pass(PROBE_INTERVAL);

            assertThat(get(cluster.records().find(callersKey))).contains(result);
        }

        @Test
        void thatStandsForAResultIsNotForgottenForWhatIsHeardLate() {
            IdempotencyRecord result = settled(hello, clock);
            get(store.records().put(callersKey, hello));
            shared.before(Call.PUT_RECORD, () -> get(own.records().replace(callersKey, hello, result)));

            get(store.records().put(callersKey, reservation("hello", key, clock)));

            assertThat(get(own.records().find(callersKey))).contains(result);
        }

        @Test
        void whoseNodeDiedIsFreeSoonAfter() {
            get(cluster.records().put(callersKey, hello));
            get(store.records().put(callersKey, goodBye));

            clock.advance(Duration.between(clock.instant(), hello.until()));

            assertThat(get(store.records().put(callersKey, goodBye))).isEqualTo(new StandingRecord(goodBye, true));
        }

        @Test
        void thatIsGivenBackPointsNowhereAnywhere() {
            get(store.records().put(callersKey, hello));

            get(store.records().remove(callersKey, hello));

            assertThat(get(cluster.records().find(callersKey))).isEmpty();
            assertThat(get(own.records().find(callersKey))).isEmpty();
        }
    }

    private void stored(StoreKey under) {
        get(store.claims().complete(claimed(under), envelope("result", clock), false));
    }
}
