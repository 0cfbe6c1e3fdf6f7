package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.key.PointerKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.KeyPointer;
import org.meetinginsights.idempotency.store.Pointed;

/**
 * What callers' keys point at, as far as this node knows. Bounded for each tenant, so that nobody's keys evict
 * another's. Thread-safe.
 */
final class LocalPointers {

    /**
     * Of a tenant. About 30 MB, and not counted with the results; without its pointer a key may be used for another request, and
     * nothing is paid twice.
     */
    static final int MOST_POINTERS = 50_000;

    private final ConcurrentMap<String, ConcurrentMap<PointerKey, KeyPointer>> tenants = new ConcurrentHashMap<>();
    private final Erasures erasures;
    private final Ticker ticker;
    private final Clock clock;

    LocalPointers(Erasures erasures, Ticker ticker, Clock clock) {
        this.erasures = erasures;
        this.ticker = ticker;
        this.clock = clock;
    }

    private ConcurrentMap<PointerKey, KeyPointer> pointersOf(PointerKey key) {
        return tenants.computeIfAbsent(key.tenant(), first -> boundedMap());
    }

    private ConcurrentMap<PointerKey, KeyPointer> boundedMap() {
        return Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST_POINTERS)
                .expireAfter(Expiry.writing((PointerKey key, KeyPointer pointer) -> pointer.remaining(clock)))
                .build()
                .asMap();
    }

    Optional<KeyPointer> look(PointerKey key) {
        return Optional.ofNullable(pointersOf(key).get(key)).filter(pointer -> !pointer.isErasedBy(erasures));
    }

    Pointed point(PointerKey key, KeyPointer pointer) {
        return put(key, pointer, old -> false);
    }

    /** A request that was in flight when its result was erased leaves nothing. */
    Pointed repoint(PointerKey key, KeyPointer own, KeyPointer pointer) {
        return pointer.isErasedBy(erasures)
                ? new Pointed(pointer, false)
                : put(key, pointer, old -> old.equals(own) || old.givesWayTo(pointer));
    }

    /** What the shared store says, unless more is known here: that there is a result. */
    void keep(PointerKey key, KeyPointer theirs) {
        if (!theirs.isErasedBy(erasures)) {
            put(key, theirs, old -> old.isReserved() || !theirs.givesWayTo(old));
        }
    }

    private Pointed put(PointerKey key, KeyPointer pointer, Predicate<KeyPointer> givesWay) {
        KeyPointer standing = pointersOf(key)
                .compute(
                        key,
                        (same, old) -> old == null || old.isErasedBy(erasures) || givesWay.test(old) ? pointer : old);
        return new Pointed(standing, standing == pointer);
    }

    void unpoint(PointerKey key, KeyPointer pointer) {
        pointersOf(key).remove(key, pointer);
    }

    /** Of all of them, to be carried elsewhere. */
    Set<PointerKey> keys() {
        return tenants.values().stream()
                .flatMap(pointers -> pointers.keySet().stream())
                .collect(Collectors.toSet());
    }

    void forget(StoreScope scope, Instant requestedUpTo) {
        tenants.values()
                .forEach(pointers -> pointers.values()
                        .removeIf(pointer -> scope.contains(pointer.storeKey())
                                && !pointer.since().isAfter(requestedUpTo)));
    }

    void clear() {
        tenants.clear();
    }
}
