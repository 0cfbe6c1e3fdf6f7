package org.meetinginsights.idempotency.hazelcast;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.get;

import com.hazelcast.core.HazelcastInstance;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.EnvelopeFormat;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.key.CallerKey;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.local.LayeredResultStore;
import org.meetinginsights.idempotency.local.LocalResultStore;
import org.meetinginsights.idempotency.local.SharedStoreHealth;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.ResultStore;

/** All that a node has of a store, put together as the application does it, without the server around it. */
final class ClusterNode implements AutoCloseable {

    private static final int MAX_BYTES = 64 << 20;

    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final HazelcastLink link;
    private final SharedStoreHealth health;
    private final HazelcastResultStore shared;
    private final LayeredResultStore store;

    ClusterNode(
            String name,
            HazelcastSettings settings,
            BiFunction<HazelcastSettings, ScheduledExecutorService, HazelcastLink> way) {
        this(name, settings, way, EnvelopeFormat.PLAIN);
    }

    ClusterNode(
            String name,
            HazelcastSettings settings,
            BiFunction<HazelcastSettings, ScheduledExecutorService, HazelcastLink> way,
            EnvelopeFormat format) {
        Erasures erasures = Samples.nothingErased(clock);
        LocalResultStore own = new LocalResultStore(MAX_BYTES, erasures, clock);
        link = way.apply(settings, timer);
        shared = new HazelcastResultStore(
                link, Claims.LEASE, Samples.UNHURRIED, format, erasures, clock, ForkJoinPool.commonPool());
        health = new SharedStoreHealth(shared::probe, Duration.ofMillis(200), clock, timer, new Unheard());
        store = new LayeredResultStore(own, shared, health, clock, clock);
        link.tell(new HazelcastLink.Listener() {
            @Override
            public void changed() {
                health.changed();
            }

            @Override
            public void replaced() {
                store.revalidate();
            }
        });
        shared.appear(name);
        link.start();
        health.start();
    }

    private static final class Unheard implements SharedStoreHealth.Listener {
        @Override
        public void back() {}

        @Override
        public void away() {}

        @Override
        public void failed(Throwable cause) {}
    }

    ResultStore store() {
        return store;
    }

    /** Without the own cache in front. */
    ResultStore shared() {
        return shared;
    }

    HazelcastInstance instance() {
        return link.instance().orElseThrow();
    }

    ClusterNode whenThereAre(int members) {
        await().atMost(60, SECONDS).until(() -> store.backend() != Backend.MEMORY && store.members() == members);
        return this;
    }

    /** Its member or client ends, and comes back by itself some seconds later. */
    void loseTheCluster() {
        instance().getLifecycleService().terminate();
        health.probe();
        await().atMost(10, SECONDS).until(() -> store.backend() == Backend.MEMORY);
    }

    Claim claimed(StoreKey key) {
        return ((ClaimAttempt.Granted)
                        get(store.claims().claim(key, Instant.now().plusSeconds(50))))
                .claim();
    }

    Envelope requestedNow(String body) {
        return made(clock.instant().truncatedTo(ChronoUnit.MILLIS), body.getBytes(StandardCharsets.UTF_8));
    }

    Envelope made(Instant at, byte[] body) {
        return new Envelope(at, at, at.plus(LIFE), Samples.fingerprint("hello"), "gpt-4o", Samples.USAGE, body);
    }

    Completion stores(StoreKey key, String body) {
        return get(store.claims().complete(claimed(key), requestedNow(body), false));
    }

    /** As a request does whose caller gave it a key of its own. */
    void storesWithCallersKey(StoreKey key) {
        RecordKey callersKey = RecordKey.of(
                key.tenant(), key.operation(), new CallerKey(UUID.randomUUID().toString()));
        IdempotencyRecord reserved = Samples.reservation("hello", key, clock);
        get(store.records().put(callersKey, reserved));
        stores(key, "result");
        get(store.records().replace(callersKey, reserved, Samples.settled(reserved, clock)));
    }

    boolean finds(StoreKey key) {
        return get(store.results().find(key)) instanceof Lookup.Fresh;
    }

    @Override
    public void close() {
        store.close();
        timer.shutdownNow();
    }
}
