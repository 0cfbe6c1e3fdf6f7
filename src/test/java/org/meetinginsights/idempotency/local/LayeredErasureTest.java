package org.meetinginsights.idempotency.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.erasure.Erasure;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.StoreDouble.Call;

/** What was erased does not come back from this node, nor from its way to the others. */
class LayeredErasureTest extends LayeredFixture {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @Test
    void aCopyIsNotServedAnyMoreAsSoonAsThisNodeHasHeardOfIt() {
        stored("result");
        cluster.close();

        known.apply(new Erasure(StoreScope.ALL, clock.instant()));

        assertThat(get(store.results().find(key))).isEqualTo(Lookup.ABSENT);
        assertThat(own.results().keys()).isEmpty();
    }

    @Test
    void aCopyIsNotBroughtBackToAClusterThatHasErasedIt() {
        stored("result");
        get(cluster.erase(StoreScope.ALL));
        clock.advance(Duration.ofSeconds(30));

        get(store.results().find(key));
        timer.pass(PROBE_INTERVAL.multipliedBy(2));

        assertThat(get(cluster.results().find(key))).isEqualTo(Lookup.ABSENT);
    }

    @Test
    void whatWasStoredWhileThisNodeWasCutOffIsNotCarriedOverIfItWasErasedElsewhere() {
        breakDown();
        stored("result");
        clock.advance(A_SECOND);
        get(cluster.erase(StoreScope.ALL));

        comeBack();

        assertThat(get(cluster.results().find(key))).isEqualTo(Lookup.ABSENT);
    }

    @Test
    void aRefreshOfAnOutageIsNotCarriedOverIfItWasErasedElsewhere() {
        stored("result");
        breakDown();
        clock.advance(A_SECOND);
        get(store.claims().complete(claimed(), envelope("fresh", clock), true));
        clock.advance(A_SECOND);
        get(cluster.erase(StoreScope.ALL));

        comeBack();

        assertThat(get(cluster.results().find(key))).isEqualTo(Lookup.ABSENT);
    }

    @Test
    void whatWasRequestedAfterTheEraseIsCarriedOver() {
        breakDown();
        get(cluster.erase(StoreScope.ALL));
        clock.advance(A_SECOND);
        Envelope later = stored("result");

        comeBack();

        assertThat(get(cluster.results().find(key))).isEqualTo(new Lookup.Fresh(later));
    }

    @Test
    void whatWasErasedHereWhileThisNodeWasCutOffIsNotCarriedOver() {
        breakDown();
        stored("result");

        Erased erased = get(store.erase(StoreScope.ALL));

        assertThat(erased.removed()).containsExactly(key);
        assertThat(erased.notReached()).containsExactly(Erased.CLUSTER);
        comeBack();
        assertThat(get(cluster.results().find(key))).isEqualTo(Lookup.ABSENT);
    }

    @Test
    void aCallThatEndsWhileTheClusterIsAwayIsNotKeptForLater() {
        Claim claim = claimed();
        Envelope requestedBefore = envelope("result", clock);
        get(store.erase(StoreScope.ALL));
        breakDown();

        get(store.claims().complete(claim, requestedBefore, false));
        comeBack();
        timer.pass(PROBE_INTERVAL.multipliedBy(2));

        assertThat(get(store.results().find(key))).isEqualTo(Lookup.ABSENT);
        assertThat(own.results().keys()).isEmpty();
    }

    @Test
    void aLookThatWasUnderWayDoesNotBringACopyHere() {
        inTheCluster("theirs");
        CompletableFuture<Void> answer = shared.hold(Call.FIND);
        CompletableFuture<Lookup> look = store.results().find(key).toCompletableFuture();

        known.apply(new Erasure(StoreScope.ALL, clock.instant()));
        answer.complete(null);

        get(look);
        assertThat(own.results().keys()).isEmpty();
    }

    @Test
    void aNodeOnItsOwnListsWhatItHas() {
        breakDown();
        stored("result");

        assertThat(get(store.results().list(StoreScope.ALL, 10))).hasSize(1);
    }
}
