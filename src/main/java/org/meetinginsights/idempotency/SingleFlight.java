package org.meetinginsights.idempotency;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.key.StoreKey;

/**
 * Where equal requests of this node meet, so that one of them at most enters the cluster's protocol. Thread-safe; no
 * method blocks.
 */
final class SingleFlight {

    private final ConcurrentMap<StoreKey, SharedCall> calls = new ConcurrentHashMap<>();
    private final ExecutionLimits limits;
    private final Clock clock;

    SingleFlight(ExecutionLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** What the request under way comes to, as one more request sees it; nothing if there is none. */
    Optional<CompletionStage<Outcome>> join(StoreKey key, Forward forward) {
        return Optional.ofNullable(calls.get(key)).map(running -> running.join(forward));
    }

    /** The same, or what this one comes to if it is the first. */
    CompletionStage<Outcome> joinOrLead(
            StoreKey key, Forward forward, Supplier<? extends CompletionStage<Outcome>> lead) {
        SharedCall own = new SharedCall(clock, limits);
        SharedCall running = calls.putIfAbsent(key, own);
        if (running != null) {
            return running.join(forward);
        }
        // The call ends before its outcome is told: a later request looks into the store, or tries anew.
        CompletableFuture.completedFuture(lead).thenCompose(Supplier::get).whenComplete((outcome, defect) -> {
            calls.remove(key, own);
            own.complete(outcome, defect);
        });
        return own.outcome();
    }

    /** Completes when those who are under way now have ended, however they end. */
    CompletionStage<Void> settled() {
        return CompletableFuture.allOf(calls.values().stream()
                .map(call -> call.outcome().handle((outcome, defect) -> outcome).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    int size() {
        return calls.size();
    }
}
