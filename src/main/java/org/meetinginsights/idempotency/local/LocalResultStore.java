package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.Backend;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.ClaimAttempt;
import org.meetinginsights.idempotency.ClaimState;
import org.meetinginsights.idempotency.Completion;
import org.meetinginsights.idempotency.Envelope;
import org.meetinginsights.idempotency.Failure;
import org.meetinginsights.idempotency.KeyPointer;
import org.meetinginsights.idempotency.Lookup;
import org.meetinginsights.idempotency.Pointed;
import org.meetinginsights.idempotency.PointerKey;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreKey;

/**
 * A store in this node's memory, bounded in bytes, least recently and frequently used entries first out. It answers at
 * once and is never unavailable. Thread-safe.
 */
public final class LocalResultStore implements ResultStore {

    private static final String THIS_NODE = "local";
    /** What an entry costs beside its body: key, envelope and Caffeine's node, on a 64-bit JVM. */
    private static final int OVERHEAD_BYTES = 700;

    /** Small beside results, and not counted with them; without its pointer a key may be used for another request, and nothing is paid twice. */
    private static final int MOST_POINTERS = 50_000;

    private final Cache<StoreKey, Envelope> results;
    private final Cache<StoreKey, Claim> claims;
    private final Cache<String, Failure> outcomes;
    private final Cache<PointerKey, KeyPointer> pointers;
    private final Clock clock;

    /** @param maxBytes bound of all results together */
    public LocalResultStore(long maxBytes, Clock clock) {
        this.clock = clock;
        Ticker ticker = () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
        results = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumWeight(maxBytes)
                .weigher((StoreKey key, Envelope envelope) -> envelope.body().length + OVERHEAD_BYTES)
                .expireAfter(Expiry.writing((StoreKey key, Envelope envelope) ->
                        envelope.remaining(clock).plus(RETENTION_AFTER_EXPIRY)))
                .build();
        // Claims have no size bound: an evicted claim would be a second call.
        claims = Caffeine.newBuilder().ticker(ticker).expireAfterWrite(LEASE).build();
        outcomes = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(OUTCOME_LIFE)
                .build();
        pointers = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST_POINTERS)
                .expireAfter(Expiry.writing((PointerKey key, KeyPointer pointer) -> pointer.remaining(clock)))
                .build();
    }

    @Override
    public CompletionStage<Pointed> point(PointerKey key, KeyPointer pointer) {
        KeyPointer standing = pointers.asMap().putIfAbsent(key, pointer);
        return done(standing == null ? new Pointed(pointer, true) : new Pointed(standing, false));
    }

    @Override
    public CompletionStage<Void> repoint(PointerKey key, KeyPointer pointer) {
        pointers.put(key, pointer);
        return done(null);
    }

    @Override
    public CompletionStage<Void> unpoint(PointerKey key, KeyPointer pointer) {
        pointers.asMap().remove(key, pointer);
        return done(null);
    }

    /** All of them, to be carried elsewhere. */
    Map<PointerKey, KeyPointer> pointers() {
        return Map.copyOf(pointers.asMap());
    }

    @Override
    public CompletionStage<Lookup> find(StoreKey key) {
        return done(look(key));
    }

    /** {@link #find} without the stage around it. */
    Lookup look(StoreKey key) {
        Envelope envelope = results.getIfPresent(key);
        if (envelope == null) {
            return Lookup.ABSENT;
        }
        Lookup lookup = Lookup.of(envelope, clock);
        if (lookup instanceof Lookup.Expired) {
            results.asMap().remove(key, envelope);
        }
        return lookup;
    }

    @Override
    public CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        Claim wanted = new Claim(key, THIS_NODE, UUID.randomUUID().toString(), 0, deadline, Backend.MEMORY);
        Claim holder = claims.asMap().putIfAbsent(key, wanted);
        return done(holder == null ? new ClaimAttempt.Granted(wanted) : new ClaimAttempt.Held(holder));
    }

    @Override
    public CompletionStage<Claim> renew(Claim claim) {
        Claim standing = claims.getIfPresent(claim.key());
        if (standing == null || !standing.sameHolderAs(claim)) {
            return done(claim);
        }
        Claim renewed = standing.renewed();
        return done(claims.asMap().replace(claim.key(), standing, renewed) ? renewed : claim);
    }

    @Override
    public CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace) {
        boolean mayReplace = replace && isHeld(claim);
        Envelope kept = results.asMap()
                .compute(claim.key(), (key, old) -> old == null || mayReplace || !old.isFresh(clock) ? envelope : old);
        end(claim);
        return done(kept == envelope ? Completion.STORED : new Completion.Preceded(kept));
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
        if (isHeld(met)) {
            return done(ClaimState.RUNNING);
        }
        Failure failure = outcomes.getIfPresent(met.nonce());
        return done(failure == null ? ClaimState.GONE : new ClaimState.Failed(failure));
    }

    private boolean isHeld(Claim claim) {
        Claim holder = claims.getIfPresent(claim.key());
        return holder != null && holder.sameHolderAs(claim);
    }

    private void end(Claim claim) {
        claims.asMap().computeIfPresent(claim.key(), (key, holder) -> holder.sameHolderAs(claim) ? null : holder);
    }

    @Override
    public CompletionStage<Integer> erase(String keyPrefix) {
        pointers.asMap().values().removeIf(pointer -> pointer.storeKey().text().startsWith(keyPrefix));
        int removed = 0;
        for (StoreKey key : results.asMap().keySet()) {
            if (key.text().startsWith(keyPrefix) && results.asMap().remove(key) != null) {
                removed++;
            }
        }
        return done(removed);
    }

    @Override
    public CompletionStage<Long> size() {
        return done(results.asMap().values().stream()
                .filter(envelope -> envelope.isFresh(clock))
                .count());
    }

    /** Of all results, expired ones too. */
    Set<StoreKey> keys() {
        return results.asMap().keySet();
    }

    /** Keeps what another store gave, in the place of whatever was here. */
    void keep(StoreKey key, Envelope envelope) {
        results.put(key, envelope);
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
        results.invalidateAll();
        pointers.invalidateAll();
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
