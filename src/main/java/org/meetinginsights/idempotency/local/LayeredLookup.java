package org.meetinginsights.idempotency.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.Envelope;
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
        return answered ? CompletableFuture.completedFuture(mine) : ask(key, mine, access);
    }

    /** Another node may have replaced what is here, and this one would not hear of it for as long as it trusts its copy. */
    CompletionStage<Lookup> findAnew(StoreKey key, SharedAccess access) {
        return ask(key, own.look(key), access);
    }

    private CompletionStage<Lookup> ask(StoreKey key, Lookup mine, SharedAccess access) {
        // Before it is asked: what it reads may be from before that is brought, and be heard after.
        boolean awaited = carryOver.awaits(key);
        return access.isOpen()
                ? access.orElse(
                        shared.find(key).thenApply(theirs -> prefer(key, theirs, mine, awaited)),
                        () -> alone(key, mine))
                : CompletableFuture.completedFuture(mine);
    }

    /**
     * While the shared store is silent, one request in a while waits for it to answer and not each.
     *
     * @param before what was here when it was asked; a call of this node may have ended meanwhile
     */
    private CompletionStage<Lookup> alone(StoreKey key, Lookup before) {
        if (own.look(key) instanceof Lookup.Fresh mine) {
            copies.trust(key);
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
            copies.keep(key, fresh.envelope());
            return theirs;
        }
        // Anew: a call of this node may have ended meanwhile, and its result be on its way to them.
        if (own.look(key) instanceof Lookup.Fresh mine) {
            // Members that died together, or one that had to make room, took with them what this node still has.
            carryOver.bringSoon(key, false);
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
        return own.look(key) instanceof Lookup.Fresh mine
                && (awaited || carryOver.awaits(key) || !mine.equals(before))
                && mine.envelope().createdAt().isAfter(theirs.createdAt());
    }
}
