package org.meetinginsights.idempotency;

import java.time.Clock;
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
                .map(key -> patient.find(key).thenCompose(lookup -> onLookup(key, lookup, paid, patient)))
                .orElseGet(paid::bypassingTheStore)
                .thenApply(outcome -> tell(request, new Answer(outcome, patient.backend())));
    }

    private CompletionStage<Outcome> onLookup(StoreKey key, Lookup lookup, PaidCall paid, ResultStore patient) {
        if (lookup instanceof Lookup.Fresh fresh) {
            return CompletableFuture.completedFuture(new Outcome.Hit(fresh.envelope()));
        }
        Flight own = new Flight(clock, limits);
        Flight running = flights.putIfAbsent(key, own);
        if (running != null) {
            return running.join(Forward.after(lookup));
        }
        // The flight ends before its outcome is told: whoever comes later looks into the store, or tries anew.
        CompletableFuture.completedFuture(new ClaimedCall(key, lookup, paid, patient, limits, clock, timer))
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
