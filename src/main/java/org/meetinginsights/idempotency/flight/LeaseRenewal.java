package org.meetinginsights.idempotency.flight;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.Claims;

/**
 * Renews a claim's lease for as long as its call runs. Renewals follow one another: each changes the claim's sequence,
 * and what ends the claim has to know the last one. Thread-safe.
 */
public final class LeaseRenewal {

    private static final int RENEWALS_PER_LEASE = 4;

    private final Claims claims;
    private CompletionStage<Claim> last;
    private ScheduledFuture<?> ticks;

    private LeaseRenewal(Claim claim, Claims claims) {
        this.claims = claims;
        this.last = CompletableFuture.completedFuture(claim);
    }

    public static LeaseRenewal start(Claim claim, Claims claims, ScheduledExecutorService timer) {
        LeaseRenewal renewal = new LeaseRenewal(claim, claims);
        long period = Claims.LEASE.toMillis() / RENEWALS_PER_LEASE;
        renewal.ticks = timer.scheduleWithFixedDelay(renewal::renew, period, period, TimeUnit.MILLISECONDS);
        return renewal;
    }

    /** No more renewals; the claim as the last of them left it. */
    public synchronized CompletionStage<Claim> stop() {
        ticks.cancel(false);
        return last;
    }

    /** Ends the claim, whatever becomes of its call. */
    public CompletionStage<Void> release() {
        return stop().thenCompose(claims::release);
    }

    private synchronized void renew() {
        // A store that is away for a moment is no reason to give up: the lease outlives three missed renewals.
        last = last.thenCompose(claim -> claims.renew(claim).exceptionally(away -> claim));
    }
}
