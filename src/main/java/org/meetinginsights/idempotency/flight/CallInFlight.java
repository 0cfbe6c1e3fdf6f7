package org.meetinginsights.idempotency.flight;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One call that this node pays for, from before it claims until its result is stored. Thread-safe. */
public final class CallInFlight {

    private final CallsInFlight all;
    private Optional<LeaseRenewal> lease = Optional.empty();
    private boolean released;

    CallInFlight(CallsInFlight all) {
        this.all = all;
    }

    /** From now on it holds this claim. */
    public synchronized void holds(LeaseRenewal claim) {
        lease = Optional.of(claim);
        if (released) {
            claim.release();
        }
    }

    /** Ends its claim and not the call. */
    public synchronized CompletionStage<Void> release() {
        released = true;
        return lease.map(LeaseRenewal::release).orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    public synchronized boolean isReleased() {
        return released;
    }

    /** It is over, or none of ours after all. */
    public void end() {
        all.end(this);
    }
}
