package org.meetinginsights.idempotency.local;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Results;
import org.meetinginsights.idempotency.store.StoredResult;

/** Finds a result, in the near cache if it may be served from there, else in the shared store. Thread-safe. */
final class LayeredResults implements Results {

    private final LocalResults local;
    private final Results shared;
    private final NearCache nearCache;
    private final HintedHandoff handoff;
    private final SharedStoreHealth health;

    LayeredResults(
            LocalResults local, Results shared, NearCache nearCache, HintedHandoff handoff, SharedStoreHealth health) {
        this.local = local;
        this.shared = shared;
        this.nearCache = nearCache;
        this.handoff = handoff;
        this.health = health;
    }

    @Override
    public CompletionStage<Lookup> find(StoreKey key) {
        Lookup mine = local.look(key);
        boolean answered = mine instanceof Lookup.Fresh && (nearCache.isValid(key) || handoff.awaits(key));
        return answered ? CompletableFuture.completedFuture(mine) : ask(key, mine);
    }

    /** Another node may have replaced what is here, and this one would not hear of it for as long as it trusts its copy. */
    @Override
    public CompletionStage<Lookup> findAnew(StoreKey key) {
        return ask(key, local.look(key));
    }

    @Override
    public CompletionStage<List<StoredResult>> list(StoreScope scope, int limit) {
        return health.ask(() -> shared.list(scope, limit), () -> local.list(scope, limit));
    }

    @Override
    public CompletionStage<Long> size() {
        return health.ask(shared::size, local::size);
    }

    private CompletionStage<Lookup> ask(StoreKey key, Lookup mine) {
        Function<Lookup, Lookup> seenFromHere = seenFromHere(key, mine);
        return health.ask(() -> shared.find(key).thenApply(seenFromHere), () -> alone(key, mine));
    }

    /**
     * What the shared store's answer means to this node, which may have a newer one. To be taken before the store is asked: it may
     * read what is there before this node's own is brought, and be heard after.
     */
    Function<Lookup, Lookup> seenFromHere(StoreKey key) {
        return seenFromHere(key, local.look(key));
    }

    private Function<Lookup, Lookup> seenFromHere(StoreKey key, Lookup mine) {
        boolean awaited = handoff.awaits(key);
        return theirs -> prefer(key, theirs, mine, awaited);
    }

    /**
     * While the shared store is silent, one request in a while waits for it to answer and not each.
     *
     * @param before what was here when it was asked; a call of this node may have ended meanwhile
     */
    private CompletionStage<Lookup> alone(StoreKey key, Lookup before) {
        if (local.look(key) instanceof Lookup.Fresh mine) {
            if (health.isUp()) {
                nearCache.extend(key);
            }
            return CompletableFuture.completedFuture(mine);
        }
        return CompletableFuture.completedFuture(before);
    }

    /**
     * @param before what was here when they were asked
     * @param awaited whether that was still to be brought to them
     */
    private Lookup prefer(StoreKey key, Lookup theirs, Lookup before, boolean awaited) {
        if (theirs instanceof Lookup.Fresh fresh && !hasNewerFor(key, fresh.envelope(), before, awaited)) {
            nearCache.keep(key, fresh.envelope());
            return theirs;
        }
        // Anew: a call of this node may have ended meanwhile, and its result be on its way to them.
        if (local.look(key) instanceof Lookup.Fresh mine) {
            // Members that died together, or one that had to make room, took with them what this node still has.
            handoff.bringSoon(key, false);
            return mine;
        }
        // They may have dropped it in the same moment in which we found it expired; the age is worth telling.
        return theirs instanceof Lookup.Absent && before instanceof Lookup.Expired ? before : theirs;
    }

    /**
     * It is not there yet, or it has come there after they were asked; either way theirs is not to take its place here. What
     * was here before and is older there is what a merge has left, and counts.
     */
    private boolean hasNewerFor(StoreKey key, Envelope theirs, Lookup before, boolean awaited) {
        return local.look(key) instanceof Lookup.Fresh mine
                && (awaited || handoff.awaits(key) || !mine.equals(before))
                && mine.envelope().createdAt().isAfter(theirs.createdAt());
    }
}
