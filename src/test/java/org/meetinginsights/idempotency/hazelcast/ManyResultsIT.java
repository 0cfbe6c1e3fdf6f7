package org.meetinginsights.idempotency.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.meetinginsights.idempotency.envelope.EncryptedEnvelopes;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.EnvelopeFormat;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.StoreTimeouts;
import org.meetinginsights.idempotency.store.StoredResult;
import org.meetinginsights.idempotency.store.VersionedText;

/** Twenty thousand encrypted results on two members are listed and erased, and hits go on meanwhile. */
class ManyResultsIT {

    private static final int RESULTS = 20_000;
    private static final int BYTES = 2_000;
    private static final int HOT = 2_000;
    /** A request that waits longer for the shared store goes on alone. */
    private static final Duration LOOKUP_LIMIT = StoreTimeouts.STANDARD.lookup();

    private final EnvelopeFormat format = new EncryptedEnvelopes(List.of(new byte[EncryptedEnvelopes.KEY_BYTES]));
    private final int[] ports = {Ports.free(), Ports.free()};
    private final StoreScope many = StoreScope.ofTenant("many");
    private final List<StoreKey> hot = new ArrayList<>();
    private Instant newest;
    private ClusterNode here;
    private ClusterNode there;

    @BeforeEach
    void fill() {
        here = node("here:9080", ports[0]).whenThereAre(1);
        there = node("there:9080", ports[1]).whenThereAre(2);
        newest = Instant.ofEpochMilli(System.currentTimeMillis());
        IntStream.range(0, RESULTS).forEach(i -> put(key("many", "c" + i % 100), newest.minusSeconds(i)));
        for (int i = 0; i < HOT; i++) {
            StoreKey key = key("hot", "-");
            put(key, newest);
            hot.add(key);
        }
        flush();
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    @Test
    void areListedAndErasedWhileHitsAreServed(TestReporter reporter) {
        Hits alone = new Hits(() -> get(here.store().results().size()));
        reporter.publishEntry("hits", "alone " + alone);

        Hits whileListing = new Hits(() -> {
            Instant before = Instant.now();
            List<StoredResult> listed = get(here.store().results().list(many, 50));
            reporter.publishEntry(
                    "list", Duration.between(before, Instant.now()).toMillis() + " ms");
            assertThat(listed)
                    .extracting(result -> result.envelope().createdAt())
                    .containsExactlyElementsOf(IntStream.range(0, 50)
                            .mapToObj(newest::minusSeconds)
                            .toList());
        });
        reporter.publishEntry("hits", "while listing " + whileListing);

        Hits whileErasing = new Hits(() -> {
            Instant before = Instant.now();
            Erased erased = get(here.store().erase(many));
            reporter.publishEntry(
                    "erase", Duration.between(before, Instant.now()).toMillis() + " ms");
            assertThat(erased.removed()).hasSize(RESULTS);
            assertThat(erased.notReached()).isEmpty();
        });
        reporter.publishEntry("hits", "while erasing " + whileErasing);

        assertThat(get(here.store().results().list(many, 50))).isEmpty();
        assertThat(whileListing.slowestOfMost()).isLessThan(LOOKUP_LIMIT);
        assertThat(whileErasing.slowestOfMost()).isLessThan(LOOKUP_LIMIT);
    }

    /** What hits take that have to ask the members, on another thread and another node, while something else is done. */
    private final class Hits {

        private final List<Long> nanos = new ArrayList<>();

        Hits(Runnable meanwhile) {
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Void> hits = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < HOT && !(over.get() && i > 500); i++) {
                    StoreKey key = hot.get(i);
                    nanos.add(timed(() -> get(there.shared().results().find(key))));
                }
            });
            meanwhile.run();
            over.set(true);
            get(hits);
            Collections.sort(nanos);
        }

        private long timed(Supplier<Lookup> hit) {
            long before = System.nanoTime();
            assertThat(hit.get()).isInstanceOf(Lookup.Fresh.class);
            return System.nanoTime() - before;
        }

        /** Of 99 in a hundred: a collection of garbage is none of the listing's doing. */
        Duration slowestOfMost() {
            return Duration.ofNanos(nanos.get(nanos.size() * 99 / 100));
        }

        private Duration slowest() {
            return Duration.ofNanos(nanos.get(nanos.size() - 1));
        }

        @Override
        public String toString() {
            return nanos.size() + ": median " + nanos.get(nanos.size() / 2) / 1_000 + " us, 99 % "
                    + slowestOfMost().toNanos() / 1_000 + " us, slowest "
                    + slowest().toMillis() + " ms";
        }
    }

    private final Map<String, byte[]> values = new HashMap<>();
    private final Map<String, String> times = new HashMap<>();

    private void put(StoreKey key, Instant createdAt) {
        Envelope envelope = here.made(createdAt, new byte[BYTES]);
        values.put(key.text(), format.write(key, envelope));
        times.put(key.text(), VersionedText.sortable(createdAt));
        if (values.size() == 1_000) {
            flush();
        }
    }

    private void flush() {
        here.instance().<String, byte[]>getMap(MemberConfiguration.RESULTS).setAll(values);
        here.instance().<String, String>getMap(MemberConfiguration.INDEX).setAll(times);
        values.clear();
        times.clear();
    }

    private ClusterNode node(String name, int port) {
        List<String> both = List.of("127.0.0.1:" + ports[0], "127.0.0.1:" + ports[1]);
        HazelcastSettings settings = new HazelcastSettings(
                "many", new Discovery.Addresses(both), "127.0.0.1", port, 256, LIFE, Claims.LEASE);
        return new ClusterNode(name, settings, HazelcastLink::member, format);
    }
}
