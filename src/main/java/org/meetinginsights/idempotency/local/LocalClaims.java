package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.idempotency.store.ResultStore;

/** Claims among the requests of this node, and what failed ones left. Thread-safe. */
final class LocalClaims {

    private static final String THIS_NODE = "local";

    private final Cache<StoreKey, Claim> claims;
    private final Cache<String, Failure> outcomes;

    LocalClaims(Ticker ticker) {
        // Claims have no size bound: an evicted claim would be a second call.
        claims = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(ResultStore.LEASE)
                .build();
        outcomes = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(ResultStore.OUTCOME_LIFE)
                .build();
    }

    /** @param look at what is stored, once the claim stands */
    ClaimAttempt claim(StoreKey key, Instant deadline, Supplier<Lookup> look) {
        Claim wanted = new Claim(key, THIS_NODE, UUID.randomUUID().toString(), 0, deadline, Backend.MEMORY);
        Claim holder = claims.asMap().putIfAbsent(key, wanted);
        return holder == null ? new ClaimAttempt.Granted(wanted, look.get()) : new ClaimAttempt.Held(holder);
    }

    Optional<Claim> holder(StoreKey key) {
        return Optional.ofNullable(claims.getIfPresent(key));
    }

    Claim renew(Claim claim) {
        Claim standing = claims.getIfPresent(claim.key());
        if (standing == null || !standing.sameHolderAs(claim)) {
            return claim;
        }
        Claim renewed = standing.renewed();
        return claims.asMap().replace(claim.key(), standing, renewed) ? renewed : claim;
    }

    void fail(Claim claim, Failure failure) {
        outcomes.put(claim.nonce(), failure);
        end(claim);
    }

    ClaimState inspect(Claim met) {
        if (isHeld(met)) {
            return ClaimState.RUNNING;
        }
        Failure failure = outcomes.getIfPresent(met.nonce());
        return failure == null ? ClaimState.GONE : new ClaimState.Failed(failure);
    }

    boolean isHeld(Claim claim) {
        return holder(claim.key()).filter(claim::sameHolderAs).isPresent();
    }

    void end(Claim claim) {
        // Not in a compute: the cache counts one that changes nothing as a write, and another's lease would begin anew.
        holder(claim.key())
                .filter(claim::sameHolderAs)
                .ifPresent(standing -> claims.asMap().remove(claim.key(), standing));
    }
}
