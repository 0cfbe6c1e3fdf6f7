package org.meetinginsights.idempotency.local;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.flight.SteadyClock;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Records;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.Results;

/**
 * Puts the node's near cache in front of a shared store, so that most hits cost no network, and behind it, so that the node goes
 * on by itself while the shared store is away. Hinted handoff brings what it stores meanwhile when that is back. Never
 * unavailable: where the shared store does not answer within its limits, the request goes on without it. Thread-safe.
 */
public final class LayeredResultStore implements ResultStore {

    private final LocalResultStore local;
    private final ResultStore shared;
    private final SharedStoreHealth health;
    private final HintedHandoff handoff;
    private final NearCache nearCache;
    private final Results results;
    private final Claims claims;
    private final Records records;

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
        this.nearCache = new NearCache(local.results(), steady);
        LayeredResults layered = new LayeredResults(local.results(), shared.results(), nearCache, handoff, health);
        this.results = layered;
        this.claims = new LayeredClaims(local, shared.claims(), layered, nearCache, handoff, health);
        this.records = new LayeredRecords(local.records(), shared.records(), handoff, health);
    }

    @Override
    public Results results() {
        return results;
    }

    @Override
    public Claims claims() {
        return claims;
    }

    @Override
    public Records records() {
        return records;
    }

    /**
     * Hints are void without the copy in the near cache. The shared store is asked also while it counts as away: it names the nodes
     * that were not reached.
     */
    @Override
    public CompletionStage<Erased> erase(StoreScope scope) {
        return local.erase(scope)
                .thenCompose(here -> shared.erase(scope)
                        .exceptionally(away -> Erased.NOT_IN_THE_CLUSTER)
                        .thenApply(here::and));
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
