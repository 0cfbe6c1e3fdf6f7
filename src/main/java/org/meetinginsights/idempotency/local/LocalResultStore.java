package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.erasure.Erasure;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.flight.SteadyClock;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.ResultStore;

/**
 * A store in this node's memory, bounded in bytes, least recently and frequently used entries first out. It answers at
 * once and is never unavailable. Thread-safe.
 */
public final class LocalResultStore implements ResultStore {

    private final LocalResults results;
    private final LocalClaims claims;
    private final LocalRecords records;
    private final Erasures erasures;
    private final Clock clock;

    /** With one clock for both, which nobody sets back. */
    public LocalResultStore(long maxBytes, Erasures erasures, Clock clock) {
        this(maxBytes, erasures, clock, clock);
    }

    /**
     * @param maxBytes bound of all results together
     * @param erasures what this node knows to be erased
     * @param clock that other nodes have too
     * @param steady measures how much time has passed, such as a {@link SteadyClock}
     */
    public LocalResultStore(long maxBytes, Erasures erasures, Clock clock, Clock steady) {
        this.erasures = erasures;
        this.clock = clock;
        Ticker ticker = () -> Duration.between(Instant.EPOCH, steady.instant()).toNanos();
        results = new LocalResults(maxBytes, erasures, ticker, clock);
        claims = new LocalClaims(results, ticker);
        records = new LocalRecords(erasures, ticker, clock);
        erasures.tell(this::forget);
    }

    @Override
    public LocalResults results() {
        return results;
    }

    @Override
    public Claims claims() {
        return claims;
    }

    @Override
    public LocalRecords records() {
        return records;
    }

    @Override
    public CompletionStage<Erased> erase(StoreScope scope) {
        Erasure erasure = new Erasure(scope, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return CompletableFuture.completedFuture(new Erased(erasures.apply(erasure), Set.of()));
    }

    private Set<StoreKey> forget(StoreScope scope, Instant requestedUpTo) {
        records.forget(scope, requestedUpTo);
        return results.forget(scope, requestedUpTo);
    }

    @Override
    public Backend backend() {
        return Backend.MEMORY;
    }

    @Override
    public int members() {
        return 0;
    }

    @Override
    public void close() {
        results.clear();
        records.clear();
    }
}
