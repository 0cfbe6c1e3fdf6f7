package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.key.StoreKey;

/** This node's copies of what the shared store has, and which of them were read or written there a short while ago. Thread-safe. */
final class NearCache {

    /** How long a copy is served without asking the shared store whether it still has it. */
    static final Duration VALID_FOR = Duration.ofSeconds(30);

    private static final int MOST_VALID = 200_000;

    private final LocalResults local;
    private final Cache<StoreKey, Boolean> valid;

    NearCache(LocalResults local, Clock clock) {
        this.local = local;
        Ticker ticker = () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
        this.valid = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST_VALID)
                .expireAfterWrite(VALID_FOR)
                .build();
    }

    boolean isValid(StoreKey key) {
        return valid.getIfPresent(key) != null;
    }

    /** Keeps what the shared store has. */
    void keep(StoreKey key, Envelope envelope) {
        local.keep(key, envelope);
        valid.put(key, Boolean.TRUE);
    }

    /** Lets a copy count as valid for as long again, because the shared store does not answer. */
    void extend(StoreKey key) {
        valid.put(key, Boolean.TRUE);
    }

    /** The copies stay; each is served only after the shared store was asked. */
    void invalidateAll() {
        valid.invalidateAll();
    }
}
