package org.meetinginsights.idempotency.hazelcast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.EnvelopeFormat;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;
import org.meetinginsights.idempotency.hazelcast.erasure.ClusterErasure;
import org.meetinginsights.idempotency.key.Fingerprint;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Results;
import org.meetinginsights.idempotency.store.StoredResult;

/** Results as bytes, for all nodes, none of which was erased. Thread-safe. */
final class SharedResults implements Results {

    /** Of what operators ask for, off the path of any request. */
    private static final Duration TO_SCAN = Duration.ofSeconds(10);

    private final StoreMaps maps;
    private final StoreCalls calls;
    private final EnvelopeFormat format;
    private final Erasures erasures;
    private final ClusterErasure erasure;
    private final ResultIndex index;
    private final Clock clock;
    private volatile Runnable unreadable = () -> {};

    /** @param erasure has to know what was erased before anything is given */
    SharedResults(
            StoreMaps maps,
            StoreCalls calls,
            EnvelopeFormat format,
            Erasures erasures,
            ClusterErasure erasure,
            ResultIndex index,
            Clock clock) {
        this.maps = maps;
        this.calls = calls;
        this.format = format;
        this.erasures = erasures;
        this.erasure = erasure;
        this.index = index;
        this.clock = clock;
    }

    void onUnreadable(Runnable action) {
        unreadable = action;
    }

    @Override
    public CompletionStage<Lookup> find(StoreKey key) {
        return find(key, calls.timeouts().lookup());
    }

    CompletionStage<Lookup> find(StoreKey key, Duration limit) {
        return calls.lookups()
                .answer(
                        limit,
                        () -> erasure.known()
                                .thenCompose(known -> maps.results().getAsync(key.text())))
                .thenApply(bytes -> bytes == null ? Lookup.ABSENT : read(key, bytes));
    }

    private Lookup read(StoreKey key, byte[] bytes) {
        Lookup stored = format.read(key, bytes, clock);
        Lookup lookup = erasures.filter(key, stored);
        if (lookup instanceof Lookup.Unreadable) {
            unreadable.run();
        }
        if (lookup instanceof Lookup.Expired || lookup != stored) {
            calls.holders().blocking(TO_SCAN, () -> maps.results().remove(key.text(), bytes));
        }
        return lookup;
    }

    @Override
    public CompletionStage<List<StoredResult>> list(StoreScope scope, int limit) {
        return erasure.known().thenCompose(known -> calls.scans().blocking(TO_SCAN, () -> index.newest(scope, limit)));
    }

    /**
     * An estimate, in two cheap calls. Results stay for an hour after they have expired, and entries of the index after their
     * result was evicted; so both count too many, but seldom both at once.
     */
    @Override
    public CompletionStage<Long> size() {
        return calls.scans()
                .blocking(TO_SCAN, () -> (long) Math.min(maps.results().size(), index.size()));
    }

    /** The first envelope of all takes a while, above all an encrypted one. */
    void warmUp() {
        StoreKey key = new StoreKey("probe");
        Instant now = clock.instant();
        Fingerprint fingerprint = Fingerprint.of(List.of());
        format.read(
                key, format.write(key, new Envelope(now, now, now, fingerprint, "", Usage.FREE, new byte[0])), clock);
    }
}
