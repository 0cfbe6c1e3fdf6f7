package org.meetinginsights.idempotency.local;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.meetinginsights.idempotency.Backend;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.Completion;
import org.meetinginsights.idempotency.Lookup;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreKey;

/**
 * What this node stored while the shared store was away, and brings there when it is back. The results themselves are in
 * the own cache, which bounds them; a result that has expired or was evicted there is not carried over. Thread-safe.
 */
final class CarryOver {

    private final Set<StoreKey> waiting = ConcurrentHashMap.newKeySet();
    private final LocalResultStore own;
    private final ResultStore shared;

    CarryOver(LocalResultStore own, ResultStore shared) {
        this.own = own;
        this.shared = shared;
    }

    void add(StoreKey key) {
        waiting.add(key);
    }

    boolean awaits(StoreKey key) {
        return waiting.contains(key);
    }

    void forget(String keyPrefix) {
        waiting.removeIf(key -> key.text().startsWith(keyPrefix));
    }

    void all() {
        waiting.forEach(this::bring);
    }

    /** The first writer wins here too; if it was another node, its answer is from now on the one. */
    private void bring(StoreKey key) {
        if (!(own.look(key) instanceof Lookup.Fresh fresh)) {
            waiting.remove(key);
            return;
        }
        shared.complete(nobodys(key), fresh.envelope(), false).thenAccept(completion -> {
            if (completion instanceof Completion.Preceded preceded) {
                own.keep(key, preceded.winner());
            }
            waiting.remove(key);
        });
    }

    private Claim nobodys(StoreKey key) {
        return new Claim(key, "", "", 0, Instant.EPOCH, Backend.MEMORY);
    }
}
