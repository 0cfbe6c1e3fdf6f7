package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.Records;
import org.meetinginsights.idempotency.store.StandingRecord;

/**
 * What callers' keys point at, as far as this node knows. Bounded for each tenant, so that nobody's keys evict
 * another's. Thread-safe.
 */
public final class LocalRecords implements Records {

    /**
     * Of a tenant. About 30 MB, and not counted with the results; without its record a key may be used for another request, and
     * nothing is paid twice.
     */
    static final int MOST_RECORDS = 50_000;

    private final ConcurrentMap<String, ConcurrentMap<RecordKey, IdempotencyRecord>> tenants =
            new ConcurrentHashMap<>();
    private final Erasures erasures;
    private final Ticker ticker;
    private final Clock clock;

    LocalRecords(Erasures erasures, Ticker ticker, Clock clock) {
        this.erasures = erasures;
        this.ticker = ticker;
        this.clock = clock;
    }

    private ConcurrentMap<RecordKey, IdempotencyRecord> recordsOf(RecordKey key) {
        return tenants.computeIfAbsent(key.tenant(), first -> boundedMap());
    }

    private ConcurrentMap<RecordKey, IdempotencyRecord> boundedMap() {
        return Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST_RECORDS)
                .expireAfter(Expiry.writing((RecordKey key, IdempotencyRecord record) -> record.remaining(clock)))
                .build()
                .asMap();
    }

    @Override
    public CompletionStage<Optional<IdempotencyRecord>> find(RecordKey key) {
        return CompletableFuture.completedFuture(
                Optional.ofNullable(recordsOf(key).get(key)).filter(record -> !record.isErasedBy(erasures)));
    }

    @Override
    public CompletionStage<StandingRecord> put(RecordKey key, IdempotencyRecord record) {
        return CompletableFuture.completedFuture(put(key, record, old -> false));
    }

    /** A request that was in flight when its result was erased leaves nothing. */
    @Override
    public CompletionStage<StandingRecord> replace(RecordKey key, IdempotencyRecord own, IdempotencyRecord record) {
        return CompletableFuture.completedFuture(
                record.isErasedBy(erasures)
                        ? new StandingRecord(record, false)
                        : put(key, record, old -> old.equals(own) || old.givesWayTo(record)));
    }

    /** What the shared store says, unless more is known here: that there is a result. */
    void keep(RecordKey key, IdempotencyRecord theirs) {
        if (!theirs.isErasedBy(erasures)) {
            put(key, theirs, old -> old.isReserved() || !theirs.givesWayTo(old));
        }
    }

    private StandingRecord put(RecordKey key, IdempotencyRecord record, Predicate<IdempotencyRecord> givesWay) {
        IdempotencyRecord standing = recordsOf(key)
                .compute(
                        key,
                        (same, old) -> old == null || old.isErasedBy(erasures) || givesWay.test(old) ? record : old);
        return new StandingRecord(standing, standing == record);
    }

    @Override
    public CompletionStage<Void> remove(RecordKey key, IdempotencyRecord record) {
        recordsOf(key).remove(key, record);
        return CompletableFuture.completedFuture(null);
    }

    /** Of all of them, to be carried elsewhere. */
    Set<RecordKey> keys() {
        return tenants.values().stream()
                .flatMap(records -> records.keySet().stream())
                .collect(Collectors.toSet());
    }

    void forget(StoreScope scope, Instant requestedUpTo) {
        tenants.values()
                .forEach(records -> records.values()
                        .removeIf(record -> scope.contains(record.storeKey())
                                && !record.since().isAfter(requestedUpTo)));
    }

    void clear() {
        tenants.clear();
    }
}
