package org.meetinginsights.idempotency;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.StoreKey;

/**
 * The way of a request that has a place in the store: what is there if it will do, else what an equal request under way
 * comes to, else the call. Thread-safe.
 */
final class StoredOrCalled {

    private final StoreKey key;
    private final IdempotentRequest request;
    private final PaidCall paid;
    private final SingleFlight singleFlight;
    private final ExecutionContext context;

    StoredOrCalled(
            StoreKey key,
            IdempotentRequest request,
            PaidCall paid,
            SingleFlight singleFlight,
            ExecutionContext context) {
        this.key = key;
        this.request = request;
        this.paid = paid;
        this.singleFlight = singleFlight;
        this.context = context;
    }

    /** @param look what is stored under the key */
    CompletionStage<Outcome> answer(CompletionStage<Lookup> look) {
        return look.thenCompose(lookup -> isAnswer(lookup) ? hit(lookup) : withoutAStoredAnswer(lookup));
    }

    private boolean isAnswer(Lookup lookup) {
        return lookup instanceof Lookup.Fresh fresh && paid.isAnsweredBy(fresh.envelope());
    }

    private static CompletionStage<Outcome> hit(Lookup fresh) {
        return CompletableFuture.completedFuture(new Outcome.Hit(((Lookup.Fresh) fresh).envelope()));
    }

    private CompletionStage<Outcome> withoutAStoredAnswer(Lookup lookup) {
        CacheDirectives directives = request.directives();
        if (directives.onlyIfCached()) {
            return CompletableFuture.completedFuture(new Outcome.NotStored());
        }
        Forward forward = Forward.after(lookup, directives);
        CompletionStage<Outcome> outcome = directives.noStore()
                ? singleFlight.join(key, forward).orElseGet(() -> paid.bypassingTheStore(Forward.NO_STORE))
                : singleFlight.joinOrLead(key, forward, call(lookup, forward));
        return outcome.thenCompose(this::unlessItIsForOthersOnly);
    }

    private Supplier<CompletionStage<Outcome>> call(Lookup lookup, Forward forward) {
        return () -> paid.unlessPointless(forward, () -> new ClaimedCall(key, lookup, forward, paid, context).run());
    }

    /**
     * The request that was joined may have found something that would not do for this one, or may have been refused for
     * what its own payer did or what became of its own key.
     */
    private CompletionStage<Outcome> unlessItIsForOthersOnly(Outcome outcome) {
        boolean tooOld = outcome instanceof Outcome.Hit hit && !paid.isAnsweredBy(hit.envelope());
        boolean anothersRefusal = outcome instanceof Outcome.RateLimited refused
                && !refused.payer().equals(request.payer());
        boolean anothersKey = outcome instanceof Outcome.KeyReused reused
                && !request.recordKey().equals(Optional.of(reused.key()));
        return tooOld || anothersRefusal || anothersKey
                ? answer(context.store().results().find(key))
                : CompletableFuture.completedFuture(outcome);
    }
}
