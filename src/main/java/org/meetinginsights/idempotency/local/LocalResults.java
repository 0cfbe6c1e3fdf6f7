package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.Results;
import org.meetinginsights.idempotency.store.StoredResult;

/**
 * Results in this node's memory, bounded in bytes, least recently and frequently used ones first out. What was erased is
 * marked before it is removed, and what is put is looked at again afterwards: one of the two sees the other. Thread-safe.
 */
public final class LocalResults implements Results {

    /** What an entry costs beside its body: key, envelope and Caffeine's node, on a 64-bit JVM. */
    private static final int OVERHEAD_BYTES = 700;

    private static final Comparator<StoredResult> NEWEST_FIRST = Comparator.comparing(
                    (StoredResult result) -> result.envelope().createdAt())
            .reversed()
            .thenComparing(result -> result.key().text());

    private final Cache<StoreKey, Envelope> results;
    private final Erasures erasures;
    private final Clock clock;

    LocalResults(long maxBytes, Erasures erasures, Ticker ticker, Clock clock) {
        this.erasures = erasures;
        this.clock = clock;
        results = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumWeight(maxBytes)
                .weigher((StoreKey key, Envelope envelope) -> envelope.body().length + OVERHEAD_BYTES)
                .expireAfter(Expiry.writing((StoreKey key, Envelope envelope) ->
                        envelope.remaining(clock).plus(Results.RETENTION_AFTER_EXPIRY)))
                .build();
    }

    @Override
    public CompletionStage<Lookup> find(StoreKey key) {
        return CompletableFuture.completedFuture(look(key));
    }

    /** {@link #find} without the stage around it. */
    Lookup look(StoreKey key) {
        Envelope envelope = results.getIfPresent(key);
        if (envelope == null) {
            return Lookup.ABSENT;
        }
        Lookup lookup = erasures.filter(key, Lookup.of(envelope, clock));
        if (!(lookup instanceof Lookup.Fresh)) {
            results.asMap().remove(key, envelope);
        }
        return lookup;
    }

    /** @param mayReplace whether a fresh result gives way */
    Completion store(StoreKey key, Envelope envelope, boolean mayReplace) {
        if (erasures.cover(key, envelope.requestedAt())) {
            return Completion.NOT_STORED;
        }
        Envelope kept = results.asMap()
                .compute(key, (same, old) -> old == null || mayReplace || !isServed(key, old) ? envelope : old);
        if (kept != envelope) {
            return new Completion.Preceded(kept);
        }
        return removedAsErased(key, envelope) ? Completion.NOT_STORED : Completion.STORED;
    }

    /** Keeps what another store gave, in the place of whatever was here. */
    void keep(StoreKey key, Envelope envelope) {
        results.put(key, envelope);
        removedAsErased(key, envelope);
    }

    /**
     * Keeps what another store gave, in the place of this one and no other.
     *
     * @return whether this one was still here
     */
    boolean replace(StoreKey key, Envelope old, Envelope envelope) {
        boolean replaced = results.asMap().replace(key, old, envelope);
        removedAsErased(key, envelope);
        return replaced;
    }

    private boolean removedAsErased(StoreKey key, Envelope envelope) {
        boolean erased = erasures.cover(key, envelope.requestedAt());
        if (erased) {
            results.asMap().remove(key, envelope);
        }
        return erased;
    }

    private boolean isServed(StoreKey key, Envelope envelope) {
        return envelope.isFresh(clock) && !erasures.cover(key, envelope.requestedAt());
    }

    Set<StoreKey> forget(StoreScope scope, Instant requestedUpTo) {
        Set<StoreKey> forgotten = new HashSet<>();
        results.asMap().forEach((key, envelope) -> {
            if (scope.contains(key)
                    && !envelope.requestedAt().isAfter(requestedUpTo)
                    && results.asMap().remove(key, envelope)) {
                forgotten.add(key);
            }
        });
        return forgotten;
    }

    @Override
    public CompletionStage<List<StoredResult>> list(StoreScope scope, int limit) {
        return CompletableFuture.completedFuture(results.asMap().entrySet().stream()
                .filter(entry -> scope.contains(entry.getKey()) && isServed(entry.getKey(), entry.getValue()))
                .map(entry -> new StoredResult(entry.getKey(), entry.getValue()))
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<Long> size() {
        return CompletableFuture.completedFuture(results.asMap().values().stream()
                .filter(envelope -> envelope.isFresh(clock))
                .count());
    }

    /** Of all, expired ones too. */
    Set<StoreKey> keys() {
        return results.asMap().keySet();
    }

    void clear() {
        results.invalidateAll();
    }
}
