package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.map.IMap;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.hazelcast.connection.BoundedCalls;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;
import org.meetinginsights.idempotency.hazelcast.erasure.ClusterErasure;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.Records;
import org.meetinginsights.idempotency.store.StandingRecord;
import org.meetinginsights.idempotency.store.StoreTimeouts;
import org.meetinginsights.idempotency.store.StoreUnavailableException;

/** What callers' keys point at, for all nodes. Nobody changes a record but the one that he has seen. Thread-safe. */
final class SharedRecords implements Records {

    /** Each attempt fails only because another request got in between. */
    private static final int ATTEMPTS = 10;

    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final Erasures erasures;
    private final ClusterErasure erasure;
    private final Clock clock;
    private final StoreTimeouts timeouts;

    /** @param erasure has to know what was erased before anything is given or taken */
    SharedRecords(StoreMaps maps, StoreCalls calls, Erasures erasures, ClusterErasure erasure, Clock clock) {
        this.maps = maps;
        this.calls = calls.records();
        this.erasures = erasures;
        this.erasure = erasure;
        this.timeouts = calls.timeouts();
        this.clock = clock;
    }

    @Override
    public CompletionStage<Optional<IdempotencyRecord>> find(RecordKey key) {
        return calls.answer(
                        timeouts.lookup(),
                        () -> erasure.known()
                                .thenCompose(known -> maps.records().getAsync(key.text())))
                .thenApply(text -> Optional.ofNullable(text).flatMap(this::standing));
    }

    /** Before the claim, so it has as much time as a lookup. */
    @Override
    public CompletionStage<StandingRecord> put(RecordKey key, IdempotencyRecord record) {
        return put(timeouts.lookup(), () -> put(key, record, old -> false));
    }

    /** A request that was in flight when its result was erased leaves nothing. */
    @Override
    public CompletionStage<StandingRecord> replace(RecordKey key, IdempotencyRecord own, IdempotencyRecord record) {
        return put(
                timeouts.write(),
                () -> record.isErasedBy(erasures)
                        ? new StandingRecord(record, false)
                        : put(key, record, old -> old.equals(own) || old.givesWayTo(record)));
    }

    @Override
    public CompletionStage<Void> remove(RecordKey key, IdempotencyRecord record) {
        return calls.run(timeouts.write(), () -> maps.records().remove(key.text(), record.text()));
    }

    private CompletionStage<StandingRecord> put(Duration limit, Supplier<StandingRecord> call) {
        return calls.answer(limit, () -> erasure.known().thenCompose(known -> calls.blocking(limit, call)));
    }

    private StandingRecord put(RecordKey key, IdempotencyRecord record, Predicate<IdempotencyRecord> givesWay) {
        IMap<String, String> map = maps.records();
        String text = record.text();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String present = map.putIfAbsent(key.text(), text, seconds(record), TimeUnit.SECONDS);
            // Hazelcast repeats a call whose member died, and the first one may have come through.
            if (present == null || present.equals(text)) {
                return new StandingRecord(record, true);
            }
            Optional<IdempotencyRecord> standing = standing(present).filter(old -> !givesWay.test(old));
            if (standing.isPresent()) {
                return new StandingRecord(standing.get(), false);
            }
            if (map.replace(key.text(), present, text)) {
                // A replaced entry has the map's time to live, and not the one that it had.
                map.setTtl(key.text(), seconds(record), TimeUnit.SECONDS);
                return new StandingRecord(record, true);
            }
        }
        throw new StoreUnavailableException("Others kept changing one record");
    }

    /** Nothing if nobody can read it, its time is over, or what it points at was erased: it protects nobody. */
    private Optional<IdempotencyRecord> standing(String text) {
        return IdempotencyRecord.parse(text).filter(record -> !record.isOver(clock) && !record.isErasedBy(erasures));
    }

    /**
     * Hazelcast counts whole seconds and cuts the rest, so they are rounded up: until when it stands, says the record. At
     * least one: zero would be for ever.
     */
    private long seconds(IdempotencyRecord record) {
        return Math.max(1, record.remaining(clock).plusMillis(999).toSeconds());
    }
}
