package org.meetinginsights.idempotency.local;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.erasure.Erased;
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
 * Puts the node's near cache in front of a shared store, so that most hits cost no network, and behind it, so that the node goes
 * on by itself while the shared store is away. Hinted handoff brings what it stores meanwhile when that is back. Never
 * unavailable: where the shared store does not answer within its limits, the request goes on without it. Thread-safe.
 */
public final class LayeredResultStore implements ResultStore {

    private static final Erased ONLY_HERE = new Erased(Set.of(), Set.of(Erased.CLUSTER));

    private final LocalResultStore local;
    private final ResultStore shared;
    private final SharedStoreHealth health;
    private final HintedHandoff handoff;
    private final NearCache nearCache;
    private final LayeredLookup lookup;
    private final LayeredClaims claims;
    private final LayeredCompletion completion;
    private final LayeredPointers pointers;

    /**
     * @param shared answers or fails within {@link org.meetinginsights.idempotency.store.StoreTimeouts}
     * @param clock that other nodes have too
     * @param steady measures how much time has passed, such as a {@link SteadyClock}
     */
    public LayeredResultStore(
            LocalResultStore local, ResultStore shared, SharedStoreHealth health, Clock clock, Clock steady) {
        this.local = local;
        this.shared = shared;
        this.health = health;
        this.handoff = new HintedHandoff(local, shared, health, clock);
        this.nearCache = new NearCache(local, steady);
        this.lookup = new LayeredLookup(local, shared, nearCache, handoff, health);
        this.claims = new LayeredClaims(local, shared, lookup, health);
        this.completion = new LayeredCompletion(local, shared, nearCache, handoff, health);
        this.pointers = new LayeredPointers(local, shared, handoff, health);
    }

    @Override
    public CompletionStage<Lookup> find(StoreKey key) {
        return lookup.find(key);
    }

    @Override
    public CompletionStage<Lookup> findAnew(StoreKey key) {
        return lookup.findAnew(key);
    }

    @Override
    public CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        return claims.claim(key, deadline);
    }

    @Override
    public CompletionStage<Optional<Claim>> holder(StoreKey key) {
        return claims.holder(key);
    }

    @Override
    public CompletionStage<Claim> renew(Claim claim) {
        return claims.renew(claim);
    }

    @Override
    public CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace) {
        return completion.complete(claim, envelope, replace);
    }

    @Override
    public CompletionStage<Void> fail(Claim claim, Failure failure) {
        return claims.fail(claim, failure);
    }

    @Override
    public CompletionStage<Void> release(Claim claim) {
        return claims.release(claim);
    }

    @Override
    public CompletionStage<ClaimState> inspect(Claim met) {
        return claims.inspect(met);
    }

    @Override
    public CompletionStage<Optional<KeyPointer>> pointer(PointerKey key) {
        return pointers.look(key);
    }

    @Override
    public CompletionStage<Pointed> point(PointerKey key, KeyPointer pointer) {
        return pointers.point(key, pointer);
    }

    @Override
    public CompletionStage<Pointed> repoint(PointerKey key, KeyPointer before, KeyPointer pointer) {
        return pointers.repoint(key, before, pointer);
    }

    @Override
    public CompletionStage<Void> unpoint(PointerKey key, KeyPointer pointer) {
        return pointers.unpoint(key, pointer);
    }

    /**
     * Hints are void without the copy in the near cache. The shared store is asked also while it counts as away: it names the nodes
     * that were not reached.
     */
    @Override
    public CompletionStage<Erased> erase(StoreScope scope) {
        return local.erase(scope)
                .thenCompose(here ->
                        shared.erase(scope).exceptionally(away -> ONLY_HERE).thenApply(here::and));
    }

    @Override
    public CompletionStage<List<StoredResult>> list(StoreScope scope, int limit) {
        return health.ask(() -> shared.list(scope, limit), () -> local.list(scope, limit));
    }

    @Override
    public CompletionStage<Long> size() {
        return health.ask(shared::size, local::size);
    }

    @Override
    public CompletionStage<Void> handOver() {
        // Once more, for what came when a round had begun.
        return health.isUp()
                ? handoff.replay().thenCompose(once -> handoff.replay())
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public Backend backend() {
        return health.isUp() ? shared.backend() : Backend.MEMORY;
    }

    @Override
    public int members() {
        return health.isUp() ? shared.members() : 0;
    }

    @Override
    public void close() {
        health.close();
        shared.close();
        local.close();
    }

    /** Serves no copy any more without asking: the shared store may be another one, or have taken another's answers. */
    public void revalidate() {
        nearCache.invalidateAll();
    }
}
