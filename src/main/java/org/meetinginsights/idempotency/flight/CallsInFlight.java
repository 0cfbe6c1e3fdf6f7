package org.meetinginsights.idempotency.flight;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The calls that this node pays for, and how they end when it stops: none begins any more, those that run go on, and
 * others need not wait for what cannot be finished in time. Those who wait for another node's call are not among them.
 * Thread-safe.
 */
public final class CallsInFlight {

    private final Set<CallInFlight> running = new HashSet<>();
    private final CompletableFuture<Void> allEnded = new CompletableFuture<>();
    private boolean stopping;
    private int finished;

    /**
     * Does what may become a call.
     *
     * @param refusal what is answered instead when the node stops
     */
    public <T> CompletionStage<T> begin(Function<CallInFlight, CompletionStage<T>> work, Supplier<T> refusal) {
        CallInFlight call = new CallInFlight(this);
        if (!enter(call)) {
            return CompletableFuture.completedFuture(refusal.get());
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        CompletableFuture.completedFuture(call).thenCompose(work).whenComplete((result, defect) -> {
            // The answer first: when the last call has ended the store is closed.
            if (defect == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(defect);
            }
            call.end();
        });
        return answer;
    }

    private synchronized boolean enter(CallInFlight call) {
        return !stopping && running.add(call);
    }

    void end(CallInFlight call) {
        boolean last;
        synchronized (this) {
            if (running.remove(call) && stopping) {
                finished++;
            }
            last = stopping && running.isEmpty();
        }
        if (last) {
            allEnded.complete(null);
        }
    }

    /**
     * From now on no call begins. May be asked again.
     *
     * @return completes when those in flight have ended and their results are stored
     */
    public CompletionStage<Void> stop() {
        boolean none;
        synchronized (this) {
            stopping = true;
            none = running.isEmpty();
        }
        if (none) {
            allEnded.complete(null);
        }
        return allEnded.copy();
    }

    /**
     * Ends the claims of the calls that still run, so that other nodes need not wait for their leases. The calls go on:
     * a result that comes after all is stored if no other was first, and a failure is told to nobody else.
     *
     * @return completes when the store has done it, or is away; then the leases end by themselves
     */
    public CompletionStage<Void> release() {
        List<CallInFlight> rest;
        synchronized (this) {
            rest = List.copyOf(running);
        }
        return CompletableFuture.allOf(rest.stream()
                        .map(call -> call.release().toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .exceptionally(away -> null);
    }

    /** How many run. */
    public synchronized int running() {
        return running.size();
    }

    /** How many have ended since the stop began. */
    public synchronized int finished() {
        return finished;
    }

    public synchronized boolean isStopping() {
        return stopping;
    }
}
