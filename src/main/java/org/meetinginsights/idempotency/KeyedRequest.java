package org.meetinginsights.idempotency;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A request to which its caller gave a key of its own: the key stands for this request and no other for as long as its
 * result is kept. It points before anything is claimed, so that a request of another content is refused also while the
 * first one is running; and it points no more when that one fails, so that its caller may try anew, with another content
 * too.
 */
final class KeyedRequest {

    private final PointerKey key;
    private final KeyPointer wanted;
    private final ResultStore store;
    private final Clock clock;

    KeyedRequest(PointerKey key, KeyPointer wanted, ResultStore store, Clock clock) {
        this.key = key;
        this.wanted = wanted;
        this.store = store;
        this.clock = clock;
    }

    /** @param request is given where its result may be: elsewhere than it would be now, if a new version came in between */
    CompletionStage<Outcome> answer(Function<StoreKey, CompletionStage<Outcome>> request) {
        return store.point(key, wanted).thenCompose(pointed -> {
            KeyPointer standing = pointed.standing();
            return standing.fingerprint().equals(wanted.fingerprint())
                    ? request.apply(standing.storeKey()).thenCompose(outcome -> settle(pointed, outcome))
                    : CompletableFuture.completedFuture(new Outcome.KeyReused());
        });
    }

    private CompletionStage<Outcome> settle(Pointed pointed, Outcome outcome) {
        if (outcome instanceof Outcome.Miss miss) {
            return standFor(miss.envelope(), outcome);
        }
        if (outcome instanceof Outcome.Hit hit && pointed.isNew()) {
            return standFor(hit.envelope(), outcome);
        }
        if (outcome instanceof Outcome.Collapsed collapsed && pointed.isNew()) {
            return standFor(collapsed.envelope(), outcome);
        }
        return leavesNothing(pointed, outcome)
                ? store.unpoint(key, pointed.standing()).thenApply(done -> outcome)
                : CompletableFuture.completedFuture(outcome);
    }

    /** From now on for as long as the result is kept, and no longer. */
    private CompletionStage<Outcome> standFor(Envelope result, Outcome outcome) {
        return store.repoint(key, wanted.until(result.expiresAt())).thenApply(done -> outcome);
    }

    /** Not a refusal where another one's call may still be running under this key. */
    private boolean leavesNothing(Pointed pointed, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return pointed.isNew() || failed.failure().forwarded();
        }
        return (outcome instanceof Outcome.NotStored || outcome instanceof Outcome.RateLimited) && pointed.isNew();
    }
}
