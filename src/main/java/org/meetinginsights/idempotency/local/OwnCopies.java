package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.key.StoreKey;

/** The copies in the own cache, and which of them the shared store was heard to have a short while ago. Thread-safe. */
final class OwnCopies {

    /** How long an own copy is served before the shared store is asked again whether it still has it. */
    static final Duration TRUSTED_FOR = Duration.ofSeconds(30);

    private static final int MOST_TRUSTED = 200_000;

    private final LocalResultStore own;
    private final Cache<StoreKey, Boolean> trusted;

    OwnCopies(LocalResultStore own, Clock clock) {
        this.own = own;
        Ticker ticker = () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
        this.trusted = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST_TRUSTED)
                .expireAfterWrite(TRUSTED_FOR)
                .build();
    }

    boolean isTrusted(StoreKey key) {
        return trusted.getIfPresent(key) != null;
    }

    /** Keeps what the shared store has. */
    void keep(StoreKey key, Envelope envelope) {
        own.keep(key, envelope);
        trusted.put(key, Boolean.TRUE);
    }

    /** Serves a copy for a while without asking again, because the shared store does not answer. */
    void trust(StoreKey key) {
        trusted.put(key, Boolean.TRUE);
    }

    void trustNone() {
        trusted.invalidateAll();
    }
}
