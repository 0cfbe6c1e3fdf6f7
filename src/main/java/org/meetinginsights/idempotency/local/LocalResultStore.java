package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.erasure.Erasure;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.flight.SteadyClock;
import org.meetinginsights.idempotency.key.PointerKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.idempotency.store.KeyPointer;
import org.meetinginsights.idempotency.store.Pointed;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.StoredResult;

/**
 * A store in this node's memory, bounded in bytes, least recently and frequently used entries first out. It answers at
 * once and is never unavailable. Thread-safe.
 */
public final class LocalResultStore implements ResultStore {

    private final LocalResults results;
    private final LocalClaims claims;
    private final LocalPointers pointers;
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
        claims = new LocalClaims(ticker);
        pointers = new LocalPointers(erasures, ticker, clock);
        erasures.tell(this::forget);
    }

    @Override
    public CompletionStage<Lookup> find(StoreKey key) {
        return done(look(key));
    }

    /** {@link #find} without the stage around it. */
    Lookup look(StoreKey key) {
        return results.look(key);
    }

    @Override
    public CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        return done(claims.claim(key, deadline, () -> look(key)));
    }

    @Override
    public CompletionStage<Optional<Claim>> holder(StoreKey key) {
        return done(claims.holder(key));
    }

    @Override
    public CompletionStage<Claim> renew(Claim claim) {
        return done(claims.renew(claim));
    }

    @Override
    public CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace) {
        Completion completion = results.store(claim.key(), envelope, replace && claims.isHeld(claim));
        claims.end(claim);
        return done(completion);
    }

    @Override
    public CompletionStage<Void> fail(Claim claim, Failure failure) {
        claims.fail(claim, failure);
        return done(null);
    }

    @Override
    public CompletionStage<Void> release(Claim claim) {
        claims.end(claim);
        return done(null);
    }

    @Override
    public CompletionStage<ClaimState> inspect(Claim met) {
        return done(claims.inspect(met));
    }

    @Override
    public CompletionStage<Optional<KeyPointer>> pointer(PointerKey key) {
        return done(pointers.look(key));
    }

    @Override
    public CompletionStage<Pointed> point(PointerKey key, KeyPointer pointer) {
        return done(pointers.point(key, pointer));
    }

    @Override
    public CompletionStage<Pointed> repoint(PointerKey key, KeyPointer own, KeyPointer pointer) {
        return done(pointers.repoint(key, own, pointer));
    }

    /** Keeps what another store said. */
    void keep(PointerKey key, KeyPointer pointer) {
        pointers.keep(key, pointer);
    }

    @Override
    public CompletionStage<Void> unpoint(PointerKey key, KeyPointer pointer) {
        pointers.unpoint(key, pointer);
        return done(null);
    }

    /** That point somewhere, to be carried elsewhere. */
    Set<PointerKey> pointerKeys() {
        return pointers.keys();
    }

    @Override
    public CompletionStage<Erased> erase(StoreScope scope) {
        Erasure erasure = new Erasure(scope, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return done(new Erased(erasures.apply(erasure), Set.of()));
    }

    private Set<StoreKey> forget(StoreScope scope, Instant requestedUpTo) {
        pointers.forget(scope, requestedUpTo);
        return results.forget(scope, requestedUpTo);
    }

    @Override
    public CompletionStage<List<StoredResult>> list(StoreScope scope, int limit) {
        return done(results.newest(scope, limit));
    }

    @Override
    public CompletionStage<Long> size() {
        return done(results.count());
    }

    /** Of all results, expired ones too. */
    Set<StoreKey> keys() {
        return results.keys();
    }

    /** Keeps what another store gave, in the place of whatever was here. */
    void keep(StoreKey key, Envelope envelope) {
        results.keep(key, envelope);
    }

    /**
     * Keeps what another store gave, in the place of this one and no other.
     *
     * @return whether this one was still here
     */
    boolean replace(StoreKey key, Envelope old, Envelope envelope) {
        return results.replace(key, old, envelope);
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
        pointers.clear();
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
