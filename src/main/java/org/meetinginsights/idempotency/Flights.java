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
final class Flights {

    private final ConcurrentMap<StoreKey, Flight> flights = new ConcurrentHashMap<>();
    private final ExecutionLimits limits;
    private final Clock clock;

    Flights(ExecutionLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** What the request under way comes to, as one more request sees it; nothing if there is none. */
    Optional<CompletionStage<Outcome>> join(StoreKey key, Forward forward) {
        return Optional.ofNullable(flights.get(key)).map(running -> running.join(forward));
    }

    /** The same, or what this one comes to if it is the first. */
    CompletionStage<Outcome> joinOrLead(
            StoreKey key, Forward forward, Supplier<? extends CompletionStage<Outcome>> lead) {
        Flight own = new Flight(clock, limits);
        Flight running = flights.putIfAbsent(key, own);
        if (running != null) {
            return running.join(forward);
        }
        // The flight ends before its outcome is told: whoever comes later looks into the store, or tries anew.
        CompletableFuture.completedFuture(lead).thenCompose(Supplier::get).whenComplete((outcome, defect) -> {
            flights.remove(key, own);
            own.land(outcome, defect);
        });
        return own.outcome();
    }

    /** Completes when those who are under way now have ended, however they end. */
    CompletionStage<Void> landed() {
        return CompletableFuture.allOf(flights.values().stream()
                .map(flight ->
                        flight.outcome().handle((outcome, defect) -> outcome).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    int size() {
        return flights.size();
    }
}
