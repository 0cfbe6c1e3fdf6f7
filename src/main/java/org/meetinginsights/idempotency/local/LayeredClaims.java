package org.meetinginsights.idempotency.local;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.idempotency.store.ResultStore;

/**
 * Claims, in the shared store while that answers and in this node's memory while it does not. A claim stays where it was made:
 * its home is asked, and no other. Thread-safe.
 */
final class LayeredClaims {

    private final LocalResultStore local;
    private final ResultStore shared;
    private final LayeredLookup lookup;
    private final SharedStoreHealth health;

    LayeredClaims(LocalResultStore local, ResultStore shared, LayeredLookup lookup, SharedStoreHealth health) {
        this.local = local;
        this.shared = shared;
        this.lookup = lookup;
        this.health = health;
    }

    CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        AtomicBoolean wentOnAlone = new AtomicBoolean();
        return health.ask(() -> claimThere(key, deadline, wentOnAlone), () -> {
            wentOnAlone.set(true);
            return local.claim(key, deadline);
        });
    }

    private CompletionStage<ClaimAttempt> claimThere(StoreKey key, Instant deadline, AtomicBoolean wentOnAlone) {
        Function<Lookup, Lookup> seenFromHere = lookup.seenFromHere(key);
        return shared.claim(key, deadline).thenApply(attempt -> {
            if (!(attempt instanceof ClaimAttempt.Granted granted)) {
                return attempt;
            }
            if (wentOnAlone.get()) {
                shared.release(granted.claim()); // Or it would keep other nodes waiting for a lease.
            }
            return new ClaimAttempt.Granted(granted.claim(), seenFromHere.apply(granted.lookup()));
        });
    }

    CompletionStage<Optional<Claim>> holder(StoreKey key) {
        return health.ask(() -> shared.holder(key), () -> local.holder(key));
    }

    /** Whatever the health: a lease that could be kept must not be lost because other calls were slow. */
    CompletionStage<Claim> renew(Claim claim) {
        return home(claim).renew(claim).exceptionally(away -> claim);
    }

    CompletionStage<Void> fail(Claim claim, Failure failure) {
        return atHome(claim, home -> home.fail(claim, failure));
    }

    CompletionStage<Void> release(Claim claim) {
        return atHome(claim, home -> home.release(claim));
    }

    /**
     * A claim in a store that is away is as good as gone: the waiter goes on alone. But a look that is not answered says nothing
     * while the store is there: its member may have died a moment ago, and another one takes over.
     */
    CompletionStage<ClaimState> inspect(Claim met) {
        return home(met) == local
                ? local.inspect(met)
                : health.ask(
                        () -> shared.inspect(met),
                        () -> CompletableFuture.completedFuture(health.isUp() ? ClaimState.RUNNING : ClaimState.GONE));
    }

    private ResultStore home(Claim claim) {
        return claim.backend() == Backend.MEMORY ? local : shared;
    }

    /** The near cache is never away, and its answers say nothing about the shared store. */
    private CompletionStage<Void> atHome(Claim claim, Function<ResultStore, CompletionStage<Void>> message) {
        return home(claim) == local
                ? message.apply(local)
                : health.ask(() -> message.apply(shared), () -> CompletableFuture.completedFuture(null));
    }
}
