package org.meetinginsights.idempotency.local;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.Failure;

/**
 * Claims, in the shared store while that answers and in this node's memory while it does not. A claim stays where it was made:
 * its home is asked, and no other. Thread-safe.
 */
final class LayeredClaims implements Claims {

    private final LocalResults localResults;
    private final Claims local;
    private final Claims shared;
    private final LayeredResults results;
    private final NearCache nearCache;
    private final HintedHandoff handoff;
    private final SharedStoreHealth health;

    LayeredClaims(
            LocalResultStore local,
            Claims shared,
            LayeredResults results,
            NearCache nearCache,
            HintedHandoff handoff,
            SharedStoreHealth health) {
        this.localResults = local.results();
        this.local = local.claims();
        this.shared = shared;
        this.results = results;
        this.nearCache = nearCache;
        this.handoff = handoff;
        this.health = health;
    }

    @Override
    public CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        AtomicBoolean wentOnAlone = new AtomicBoolean();
        return health.ask(() -> claimThere(key, deadline, wentOnAlone), () -> {
            wentOnAlone.set(true);
            return local.claim(key, deadline);
        });
    }

    private CompletionStage<ClaimAttempt> claimThere(StoreKey key, Instant deadline, AtomicBoolean wentOnAlone) {
        Function<Lookup, Lookup> seenFromHere = results.seenFromHere(key);
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

    @Override
    public CompletionStage<Optional<Claim>> holder(StoreKey key) {
        return health.ask(() -> shared.holder(key), () -> local.holder(key));
    }

    /** Whatever the health: a lease that could be kept must not be lost because other calls were slow. */
    @Override
    public CompletionStage<Claim> renew(Claim claim) {
        return home(claim).renew(claim).exceptionally(away -> claim);
    }

    @Override
    public CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace) {
        return home(claim) == local
                ? here(claim, envelope, replace)
                : health.ask(
                        () -> shared.complete(claim, envelope, replace)
                                .thenApply(completion -> keepWhatIsStored(claim.key(), envelope, completion)),
                        () -> writeLater(claim.key(), envelope, replace));
    }

    private CompletionStage<Completion> here(Claim claim, Envelope envelope, boolean replace) {
        // Before, so that nobody finds it and forgets it; and after, as it may have been too early to bring it.
        handoff.add(claim.key(), replace);
        return local.complete(claim, envelope, replace).thenApply(completion -> {
            handoff.add(claim.key(), replace);
            handoff.bringNow(claim.key());
            return completion;
        });
    }

    private Completion keepWhatIsStored(StoreKey key, Envelope envelope, Completion completion) {
        if (completion instanceof Completion.Stored) {
            nearCache.keep(key, envelope);
        } else if (completion instanceof Completion.Preceded preceded) {
            nearCache.keep(key, preceded.winner());
        }
        return completion;
    }

    private CompletionStage<Completion> writeLater(StoreKey key, Envelope envelope, boolean replace) {
        // Before and after, as above.
        handoff.add(key, replace);
        localResults.keep(key, envelope);
        handoff.bringSoon(key, replace);
        return CompletableFuture.completedFuture(Completion.NOT_STORED);
    }

    @Override
    public CompletionStage<Void> fail(Claim claim, Failure failure) {
        return atHome(claim, home -> home.fail(claim, failure));
    }

    @Override
    public CompletionStage<Void> release(Claim claim) {
        return atHome(claim, home -> home.release(claim));
    }

    /**
     * A claim in a store that is away is as good as gone: the waiter goes on alone. But a look that is not answered says nothing
     * while the store is there: its member may have died a moment ago, and another one takes over.
     */
    @Override
    public CompletionStage<ClaimState> inspect(Claim met) {
        return home(met) == local
                ? local.inspect(met)
                : health.ask(
                        () -> shared.inspect(met),
                        () -> CompletableFuture.completedFuture(health.isUp() ? ClaimState.RUNNING : ClaimState.GONE));
    }

    private Claims home(Claim claim) {
        return claim.backend() == Backend.MEMORY ? local : shared;
    }

    /** The near cache is never away, and its answers say nothing about the shared store. */
    private CompletionStage<Void> atHome(Claim claim, Function<Claims, CompletionStage<Void>> message) {
        return home(claim) == local
                ? message.apply(local)
                : health.ask(() -> message.apply(shared), () -> CompletableFuture.completedFuture(null));
    }
}
