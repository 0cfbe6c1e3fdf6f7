package org.meetinginsights.idempotency;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.flight.CallsInFlight;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.idempotency.store.ResultStore;

/**
 * Runs a paid call once for all equal requests ({@link StoredOrCalled}), also where callers gave their requests keys of
 * their own ({@link KeyedRequest}). Thread-safe; no method blocks. A caller who goes away cancels nothing: a paid call
 * finishes and is stored.
 */
public final class IdempotentExecution {

    private final CallsInFlight calls = new CallsInFlight();
    private final ExecutionContext context;
    private final ResultStore store;
    private final SingleFlight singleFlight;

    public IdempotentExecution(ExecutionContext context) {
        this.context = context;
        this.store = context.store();
        this.singleFlight = new SingleFlight(context.limits(), context.steady());
    }

    /**
     * Answers the request, with the call or without it.
     *
     * @param call makes the result; it is started at most once, and may itself take as long as it needs
     * @return the answer; completes exceptionally only for a defect of ours
     */
    public CompletionStage<Answer> execute(
            IdempotentRequest request, Supplier<? extends CompletionStage<Computation>> call) {
        return execute(request, call, () -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /**
     * The same for a call of which something can be known before it is made.
     *
     * @param objection why the call would be in vain; nothing if it may be made. Asked after the store and before any claim,
     *     once for all equal requests of this node; must not block
     */
    public CompletionStage<Answer> execute(
            IdempotentRequest request,
            Supplier<? extends CompletionStage<Computation>> call,
            Supplier<? extends CompletionStage<Optional<Failure>>> objection) {
        Optional<KeyReservation> callersKey = reservation(request);
        CallPermit permit = new CallPermit(callersKey, context.budget(), request.payer());
        PaidCall paid = new PaidCall(request, call, permit, objection, context, calls);
        return request.storeKey()
                .map(key -> inTheStore(key, request, paid, callersKey))
                .orElseGet(() -> outsideOfTheStore(request, paid))
                .thenApply(outcome -> tell(request, new Answer(outcome, store.backend())));
    }

    private Optional<KeyReservation> reservation(IdempotentRequest request) {
        return request.storeKey()
                .flatMap(storeKey ->
                        request.recordKey().map(key -> new KeyReservation(key, storeKey, request, context)));
    }

    private CompletionStage<Outcome> inTheStore(
            StoreKey key, IdempotentRequest request, PaidCall paid, Optional<KeyReservation> callersKey) {
        StoredOrCalled way = new StoredOrCalled(key, request, paid, singleFlight, context);
        return callersKey
                .map(reservation -> new KeyedRequest(reservation, key, request, context).answer(way::answer))
                .orElseGet(() -> way.answer(store.results().find(key)));
    }

    private static CompletionStage<Outcome> outsideOfTheStore(IdempotentRequest request, PaidCall paid) {
        CacheDirectives directives = request.directives();
        return directives.onlyIfCached()
                ? CompletableFuture.completedFuture(new Outcome.NotStored())
                : paid.bypassingTheStore(directives.noStore() ? Forward.NO_STORE : Forward.NO_KEY);
    }

    private Answer tell(IdempotentRequest request, Answer answer) {
        context.listener().answered(request, answer);
        return answer;
    }

    /** What this node pays for right now, and how to stop it. */
    public CallsInFlight calls() {
        return calls;
    }

    /** Completes when the requests that wait now, for a call of this node's or of another's, have their outcomes. */
    public CompletionStage<Void> settled() {
        return singleFlight.settled();
    }

    /** Requests that are being answered with a call, this node's or another's; 0 when nothing is going on. */
    public int inFlight() {
        return singleFlight.size();
    }
}
