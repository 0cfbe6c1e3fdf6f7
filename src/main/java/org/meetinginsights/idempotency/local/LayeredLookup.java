package org.meetinginsights.idempotency.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.Lookup;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreKey;

/**
 * Finds a result, in the own cache if it may be served from there, else in the shared store.
 *
 * @param own the own cache
 * @param shared the shared store
 * @param copies which entries of the own cache are served without asking
 * @param carryOver brings to the shared store what it turns out not to have
 */
record LayeredLookup(LocalResultStore own, ResultStore shared, OwnCopies copies, CarryOver carryOver) {

    CompletionStage<Lookup> find(StoreKey key, SharedAccess access) {
        Lookup mine = own.look(key);
        boolean answered = mine instanceof Lookup.Fresh && (copies.isTrusted(key) || carryOver.awaits(key));
        if (answered || !access.isOpen()) {
            return CompletableFuture.completedFuture(mine);
        }
        return access.orElse(shared.find(key).thenApply(theirs -> prefer(key, theirs, mine)), () -> alone(key, mine));
    }

    /** While the shared store is silent, one request in a while waits for it to answer and not each. */
    private CompletionStage<Lookup> alone(StoreKey key, Lookup mine) {
        if (mine instanceof Lookup.Fresh) {
            copies.trust(key);
        }
        return CompletableFuture.completedFuture(mine);
    }

    private Lookup prefer(StoreKey key, Lookup theirs, Lookup mine) {
        if (theirs instanceof Lookup.Fresh fresh) {
            copies.keep(key, fresh.envelope());
            return theirs;
        }
        if (theirs instanceof Lookup.Absent && mine instanceof Lookup.Fresh) {
            // Members that died together, or one that had to make room, took with them what this node still has.
            carryOver.bringSoon(key);
            return mine;
        }
        copies.forget(key);
        // The shared store may have dropped it in the same moment in which we found it expired; the age is worth
        // telling.
        return theirs instanceof Lookup.Absent && mine instanceof Lookup.Expired ? mine : theirs;
    }
}
