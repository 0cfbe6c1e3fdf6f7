package org.meetinginsights.idempotency;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * Runs a paid call once for all equal requests: replays what is stored, joins a call in flight, and calls only when
 * there is neither. Within the node equal requests meet here, so that one of them at most enters the cluster's protocol
 * ({@link ClaimedCall}). Thread-safe; no method blocks. A caller who goes away cancels nothing: a paid call finishes and
 * is stored.
 */
public final class IdempotentExecution {

    private final ConcurrentMap<StoreKey, Flight> flights = new ConcurrentHashMap<>();
    private final CallsInFlight calls = new CallsInFlight();
    private final ResultStore store;
    private final ExecutionLimits limits;
    private final Clock clock;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final ExecutionListener listener;

    /**
     * @param executor starts the calls
     * @param timer renews leases and looks again for those who wait
     */
    public IdempotentExecution(
            ResultStore store,
            ExecutionLimits limits,
            Clock clock,
            Executor executor,
            ScheduledExecutorService timer,
            ExecutionListener listener) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.executor = executor;
        this.timer = timer;
        this.listener = listener;
    }

    /**
     * Answers the request, with the call or without it.
     *
     * @param call makes the result; it is started at most once, and may itself take as long as it needs
     * @return the answer; completes exceptionally only for a defect of ours
     */
    public CompletionStage<Answer> execute(
            IdempotentRequest request, Supplier<? extends CompletionStage<Computation>> call) {
        PaidCall paid = new PaidCall(request, call, limits.timeToLive(), clock, executor, listener, calls);
        ResultStore patient = store.forOneRequest();
        return request.storeKey()
                .map(key -> keyed(key, request, paid, patient))
                .orElseGet(() -> withoutAKey(request, paid))
                .thenApply(outcome -> tell(request, new Answer(outcome, patient.backend())));
    }

    private static CompletionStage<Outcome> withoutAKey(IdempotentRequest request, PaidCall paid) {
        CacheDirectives directives = request.directives();
        if (directives.onlyIfCached()) {
            return CompletableFuture.completedFuture(new Outcome.NotStored());
        }
        return paid.bypassingTheStore(directives.noStore() ? Forward.NO_STORE : Forward.NO_KEY);
    }

    private CompletionStage<Outcome> keyed(
            StoreKey key, IdempotentRequest request, PaidCall paid, ResultStore patient) {
        if (request.pointerKey().isEmpty()) {
            return look(key, request, paid, patient);
        }
        Instant until = clock.instant()
                .plus(limits.timeToLive())
                .plus(limits.longestWait())
                .truncatedTo(ChronoUnit.MILLIS);
        KeyPointer pointer = new KeyPointer(request.fingerprint(), until, key);
        return new KeyedRequest(request.pointerKey().get(), pointer, patient, clock)
                .answer(pointed -> pointed.equals(key)
                        ? look(key, request, paid, patient)
                        : lookFirst(pointed, key, request, paid, patient));
    }

    /** A caller's key stands for what was answered to it, also where a new version would answer something else now. */
    private CompletionStage<Outcome> lookFirst(
            StoreKey pointed, StoreKey key, IdempotentRequest request, PaidCall paid, ResultStore patient) {
        return patient.find(pointed)
                .thenCompose(lookup -> lookup instanceof Lookup.Fresh fresh && paid.isAnsweredBy(fresh.envelope())
                        ? CompletableFuture.completedFuture(new Outcome.Hit(fresh.envelope()))
                        : look(key, request, paid, patient));
    }

    private CompletionStage<Outcome> look(StoreKey key, IdempotentRequest request, PaidCall paid, ResultStore patient) {
        return patient.find(key).thenCompose(lookup -> onLookup(key, lookup, request, paid, patient));
    }

    private CompletionStage<Outcome> onLookup(
            StoreKey key, Lookup lookup, IdempotentRequest request, PaidCall paid, ResultStore patient) {
        if (lookup instanceof Lookup.Fresh fresh && paid.isAnsweredBy(fresh.envelope())) {
            return CompletableFuture.completedFuture(new Outcome.Hit(fresh.envelope()));
        }
        CacheDirectives directives = request.directives();
        if (directives.onlyIfCached()) {
            return CompletableFuture.completedFuture(new Outcome.NotStored());
        }
        Forward forward = Forward.after(lookup, directives);
        Flight own = new Flight(clock, limits);
        Flight running = directives.noStore() ? flights.get(key) : flights.putIfAbsent(key, own);
        if (running != null) {
            return running.join(forward)
                    .thenCompose(shared -> shared instanceof Outcome.Hit hit && !paid.isAnsweredBy(hit.envelope())
                            ? look(key, request, paid, patient) // They were content with less.
                            : CompletableFuture.completedFuture(shared));
        }
        if (directives.noStore()) {
            return paid.bypassingTheStore(Forward.NO_STORE);
        }
        // The flight ends before its outcome is told: whoever comes later looks into the store, or tries anew.
        CompletableFuture.completedFuture(new ClaimedCall(key, lookup, forward, paid, patient, limits, clock, timer))
                .thenCompose(ClaimedCall::run)
                .whenComplete((outcome, defect) -> {
                    flights.remove(key, own);
                    own.land(outcome, defect);
                });
        return own.outcome();
    }

    private Answer tell(IdempotentRequest request, Answer answer) {
        listener.answered(request, answer);
        return answer;
    }

    /** What this node pays for right now, and how to stop it. */
    public CallsInFlight calls() {
        return calls;
    }

    /** Requests that are being answered with a call, this node's or another's; 0 when nothing is going on. */
    public int inFlight() {
        return flights.size();
    }
}
