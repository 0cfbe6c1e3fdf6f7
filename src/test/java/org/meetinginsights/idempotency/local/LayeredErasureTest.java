package org.meetinginsights.idempotency.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.ManualTimer;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.erasure.Erasure;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.StoreDouble;
import org.meetinginsights.idempotency.store.StoreDouble.Call;

/** What was erased does not come back from this node, nor from its way to the others. */
class LayeredErasureTest {

    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final MutableClock clock = new MutableClock();
    private final ManualTimer timer = new ManualTimer(clock);
    private final Erasures known = Samples.nothingErased(clock);
    private final LocalResultStore own = new LocalResultStore(1 << 20, known, clock);
    private final LocalResultStore cluster = new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock);
    private final StoreDouble shared = new StoreDouble(cluster);
    private final SharedStoreHealth health =
            new SharedStoreHealth(shared::size, PROBE_INTERVAL, clock, timer, new RecordedHealth());
    private final LayeredResultStore store = new LayeredResultStore(own, shared, health, clock, clock);
    private final StoreKey key = newKey();

    @BeforeEach
    void theSharedStoreIsThere() {
        health.start();
    }

    @Test
    void aCopyIsNotServedAnyMoreAsSoonAsThisNodeHasHeardOfIt() {
        stored();
        cluster.close();

        known.apply(new Erasure(StoreScope.ALL, clock.instant()));

        assertThat(get(store.find(key))).isEqualTo(Lookup.ABSENT);
        assertThat(own.keys()).isEmpty();
    }

    @Test
    void aCopyIsNotBroughtBackToAClusterThatHasErasedIt() {
        stored();
        get(cluster.erase(StoreScope.ALL));
        clock.advance(Duration.ofSeconds(30));

        get(store.find(key));
        timer.pass(PROBE_INTERVAL.multipliedBy(2));

        assertThat(get(cluster.find(key))).isEqualTo(Lookup.ABSENT);
    }

    @Test
    void whatWasStoredWhileThisNodeWasCutOffIsNotCarriedOverIfItWasErasedElsewhere() {
        breakDown();
        stored();
        clock.advance(A_SECOND);
        get(cluster.erase(StoreScope.ALL));

        comeBack();

        assertThat(get(cluster.find(key))).isEqualTo(Lookup.ABSENT);
    }

    @Test
    void aRefreshOfAnOutageIsNotCarriedOverIfItWasErasedElsewhere() {
        stored();
        breakDown();
        clock.advance(A_SECOND);
        get(store.complete(claimed(), envelope("fresh", clock), true));
        clock.advance(A_SECOND);
        get(cluster.erase(StoreScope.ALL));

        comeBack();

        assertThat(get(cluster.find(key))).isEqualTo(Lookup.ABSENT);
    }

    @Test
    void whatWasRequestedAfterTheEraseIsCarriedOver() {
        breakDown();
        get(cluster.erase(StoreScope.ALL));
        clock.advance(A_SECOND);
        Envelope later = stored();

        comeBack();

        assertThat(get(cluster.find(key))).isEqualTo(new Lookup.Fresh(later));
    }

    @Test
    void whatWasErasedHereWhileThisNodeWasCutOffIsNotCarriedOver() {
        breakDown();
        stored();

        Erased erased = get(store.erase(StoreScope.ALL));

        assertThat(erased.removed()).containsExactly(key);
        assertThat(erased.notReached()).containsExactly(Erased.CLUSTER);
        comeBack();
        assertThat(get(cluster.find(key))).isEqualTo(Lookup.ABSENT);
    }

    @Test
    void aCallThatThisNodePaidForWhenItWasErasedIsStoredNowhere() {
        Claim claim = claimed();
        Envelope requestedBefore = envelope("result", clock);
        get(store.erase(StoreScope.ALL));
        clock.advance(A_SECOND);

        assertThat(get(store.complete(claim, requestedBefore, false))).isEqualTo(Completion.NOT_STORED);

        assertThat(get(store.find(key))).isEqualTo(Lookup.ABSENT);
        assertThat(own.keys()).isEmpty();
    }

    @Test
    void aCallThatEndsWhileTheClusterIsAwayIsNotKeptForLater() {
        Claim claim = claimed();
        Envelope requestedBefore = envelope("result", clock);
        get(store.erase(StoreScope.ALL));
        breakDown();

        get(store.complete(claim, requestedBefore, false));
        comeBack();
        timer.pass(PROBE_INTERVAL.multipliedBy(2));

        assertThat(get(store.find(key))).isEqualTo(Lookup.ABSENT);
        assertThat(own.keys()).isEmpty();
    }

    @Test
    void aLookThatWasUnderWayDoesNotBringACopyHere() {
        Envelope theirs = envelope("theirs", clock);
        cluster.keep(key, theirs);
        CompletableFuture<Void> answer = shared.hold(Call.FIND);
        CompletableFuture<Lookup> look = store.find(key).toCompletableFuture();

        known.apply(new Erasure(StoreScope.ALL, clock.instant()));
        answer.complete(null);

        get(look);
        assertThat(own.keys()).isEmpty();
    }

    @Test
    void aNodeOnItsOwnListsWhatItHas() {
        breakDown();
        stored();

        assertThat(get(store.list(StoreScope.ALL, 10))).hasSize(1);
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
        return ((ClaimAttempt.Granted) get(store.claim(key, clock.instant().plusSeconds(50)))).claim();
    }

    private Envelope stored() {
        Envelope envelope = envelope("result", clock);
        assertThat(get(store.complete(claimed(), envelope, false))).isEqualTo(Completion.STORED);
        return envelope;
    }
}
