package org.meetinginsights.idempotency.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.meetinginsights.idempotency.ManualTimer;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.StoreDouble;

/** A node with its own store, and a cluster that can be away. */
abstract class LayeredFixture {

    static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

    final MutableClock clock = new MutableClock();
    final ManualTimer timer = new ManualTimer(clock);
    final Erasures known = Samples.nothingErased(clock);
    final LocalResultStore own = new LocalResultStore(1 << 20, known, clock);
    final LocalResultStore cluster = new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock);
    final StoreDouble shared = new StoreDouble(cluster);
    final RecordedHealth events = new RecordedHealth();
    final SharedStoreHealth health = new SharedStoreHealth(shared::size, PROBE_INTERVAL, clock, timer, events);
    final LayeredResultStore store = new LayeredResultStore(own, shared, health, clock, clock);
    final StoreKey key = newKey();

    @BeforeEach
    void theSharedStoreIsThere() {
        health.start();
    }

    void breakDown() {
        shared.goAway();
        get(store.results().find(newKey()));
        assertThat(store.backend()).isEqualTo(Backend.MEMORY);
    }

    void comeBack() {
        shared.comeBack();
        timer.pass(PROBE_INTERVAL);
        assertThat(store.backend()).isEqualTo(Backend.EMBEDDED);
    }

    Claim claimed() {
        return claimed(key);
    }

    Claim claimed(StoreKey wanted) {
        return ((ClaimAttempt.Granted)
                        get(store.claims().claim(wanted, clock.instant().plusSeconds(50))))
                .claim();
    }

    Envelope stored(String body) {
        Envelope envelope = envelope(body, clock);
        assertThat(get(store.claims().complete(claimed(), envelope, false))).isEqualTo(Completion.STORED);
        return envelope;
    }

    /** What another node stores. */
    Envelope inTheCluster(String body) {
        Envelope envelope = envelope(body, clock);
        cluster.results().keep(key, envelope);
        return envelope;
    }
}
