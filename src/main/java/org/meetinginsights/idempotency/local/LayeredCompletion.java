package org.meetinginsights.idempotency.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.ResultStore;

/** Stores a result where its claim stands, and keeps what the shared store has in the near cache too. Thread-safe. */
final class LayeredCompletion {

    private final LocalResultStore local;
    private final ResultStore shared;
    private final NearCache nearCache;
    private final HintedHandoff handoff;
    private final SharedStoreHealth health;

    LayeredCompletion(
            LocalResultStore local,
            ResultStore shared,
            NearCache nearCache,
            HintedHandoff handoff,
            SharedStoreHealth health) {
        this.local = local;
        this.shared = shared;
        this.nearCache = nearCache;
        this.handoff = handoff;
        this.health = health;
    }

    CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace) {
        return claim.backend() == Backend.MEMORY
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
        local.keep(key, envelope);
        handoff.bringSoon(key, replace);
        return CompletableFuture.completedFuture(Completion.NOT_STORED);
    }
}
