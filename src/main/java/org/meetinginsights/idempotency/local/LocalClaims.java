package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.Failure;

/** Claims among the requests of this node, and what failed ones left. Thread-safe. */
final class LocalClaims implements Claims {

    private static final String THIS_NODE = "local";

    private final LocalResults results;
    private final Cache<StoreKey, Claim> claims;
    private final Cache<String, Failure> outcomes;

    LocalClaims(LocalResults results, Ticker ticker) {
        this.results = results;
        // Claims have no size bound: an evicted claim would be a second call.
        claims = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(Claims.LEASE)
                .build();
        outcomes = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(Claims.OUTCOME_LIFE)
                .build();
    }

    @Override
    public CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        Claim wanted = new Claim(key, THIS_NODE, UUID.randomUUID().toString(), 0, deadline, Backend.MEMORY);
        Claim holder = claims.asMap().putIfAbsent(key, wanted);
        return done(
                holder == null ? new ClaimAttempt.Granted(wanted, results.look(key)) : new ClaimAttempt.Held(holder));
    }

    @Override
    public CompletionStage<Optional<Claim>> holder(StoreKey key) {
        return done(Optional.ofNullable(claims.getIfPresent(key)));
    }

    @Override
    public CompletionStage<Claim> renew(Claim claim) {
        return done(standing(claim)
                .filter(standing -> claims.asMap().replace(claim.key(), standing, standing.renewed()))
                .map(Claim::renewed)
                .orElse(claim));
    }

    @Override
    public CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace) {
        Completion completion =
                results.store(claim.key(), envelope, replace && standing(claim).isPresent());
        end(claim);
        return done(completion);
    }

    @Override
    public CompletionStage<Void> fail(Claim claim, Failure failure) {
        outcomes.put(claim.nonce(), failure);
        return release(claim);
    }

    @Override
    public CompletionStage<Void> release(Claim claim) {
        end(claim);
        return done(null);
    }

    @Override
    public CompletionStage<ClaimState> inspect(Claim met) {
        if (standing(met).isPresent()) {
            return done(ClaimState.RUNNING);
        }
        Failure failure = outcomes.getIfPresent(met.nonce());
        return done(failure == null ? ClaimState.GONE : new ClaimState.Failed(failure));
    }

    private void end(Claim claim) {
        // Not in a compute: the cache counts one that changes nothing as a write, and another's lease would begin anew.
        standing(claim).ifPresent(standing -> claims.asMap().remove(claim.key(), standing));
    }

    /** The claim as it was renewed last; nothing if it is lost. */
    private Optional<Claim> standing(Claim claim) {
        return Optional.ofNullable(claims.getIfPresent(claim.key())).filter(claim::sameHolderAs);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
