package org.meetinginsights.idempotency;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.Results;

/**
 * A request to which its caller gave a key of its own: the key stands for this request and no other for as long as its
 * result is kept. It points before anything is claimed, so that a request of another content is refused also while the
 * first one is running; and it points no more when that one fails, so that its caller may try anew, with another content
 * too.
 */
final class KeyedRequest {

    private final KeyReservation key;
    private final StoreKey storeKey;
    private final IdempotentRequest request;
    private final Results results;
    private final Clock clock;

    KeyedRequest(KeyReservation key, StoreKey storeKey, IdempotentRequest request, ExecutionContext context) {
        this.key = key;
        this.storeKey = storeKey;
        this.request = request;
        this.results = context.store().results();
        this.clock = context.clock();
    }

    /**
     * Asks for the key and the result at the same time, so that a hit waits no longer than one lookup.
     *
     * @param withoutKey answers the request as if it had no key, given what is stored
     */
    CompletionStage<Outcome> answer(Function<CompletionStage<Lookup>, CompletionStage<Outcome>> withoutKey) {
        CompletionStage<Lookup> look = results.find(storeKey);
        return key.reserve().thenCompose(record -> {
            if (!key.isForThisRequest(record)) {
                return done(key.reused());
            }
            return elsewhere(record.storeKey())
                    .thenCompose(hit -> hit.isPresent()
                            ? settle(record, hit.get(), record.storeKey())
                            : withoutKey.apply(look).thenCompose(outcome -> settle(record, outcome, storeKey)));
        });
    }

    /**
     * The result is elsewhere than it would be now if a new version came in between. It counts only if it is this very
     * request's: a record lies in the shared store in clear, and whoever can write there might have it point at another
     * tenant's result.
     */
    private CompletionStage<Optional<Outcome>> elsewhere(StoreKey where) {
        return where.equals(storeKey) || !where.isOfTenantAndOperationOf(storeKey)
                ? done(Optional.empty())
                : results.find(where).thenApply(this::hit);
    }

    private Optional<Outcome> hit(Lookup lookup) {
        return lookup instanceof Lookup.Fresh fresh
                        && fresh.envelope().fingerprint().equals(request.fingerprint())
                        && request.accepts(fresh.envelope(), clock)
                ? Optional.of(new Outcome.Hit(fresh.envelope()))
                : Optional.empty();
    }

    private CompletionStage<Outcome> settle(IdempotencyRecord record, Outcome outcome, StoreKey where) {
        Optional<Envelope> result = result(outcome);
        if (result.isPresent()) {
            return record.outlasts(result.get())
                    ? done(outcome)
                    : key.settle(result.get(), where).thenApply(settled -> outcome);
        }
        // While another one's call may still be running under this key, it stands.
        return outcome instanceof Outcome.InProgress
                ? done(outcome)
                : key.giveBack().thenApply(given -> outcome);
    }

    private static Optional<Envelope> result(Outcome outcome) {
        if (outcome instanceof Outcome.Hit hit) {
            return Optional.of(hit.envelope());
        }
        if (outcome instanceof Outcome.Miss miss) {
            return Optional.of(miss.envelope());
        }
        return outcome instanceof Outcome.Collapsed collapsed ? Optional.of(collapsed.envelope()) : Optional.empty();
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
