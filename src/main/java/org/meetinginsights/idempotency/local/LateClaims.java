package org.meetinginsights.idempotency.local;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.ClaimAttempt;
import org.meetinginsights.idempotency.ResultStore;

/**
 * Claims that the shared store had not answered for when their requests went on alone, under claims of this node. One that
 * is granted after all is kept for as long as its call runs, so that other nodes wait for that call and pay for none of
 * their own; where the request has ended before, it is given back, and keeps nobody waiting. Thread-safe.
 */
final class LateClaims {

    private final ConcurrentMap<String, Late> expected = new ConcurrentHashMap<>();
    private final ResultStore shared;

    LateClaims(ResultStore shared) {
        this.shared = shared;
    }

    /**
     * @param own under which the request has gone on
     * @param asked what it had asked for
     */
    void expect(Claim own, CompletionStage<ClaimAttempt> asked) {
        Late late = new Late();
        expected.put(own.nonce(), late);
        asked.thenAccept(late::come);
    }

    /** Starts a new lease for what was granted meanwhile. */
    void renew(Claim own) {
        Optional.ofNullable(expected.get(own.nonce())).ifPresent(Late::renew);
    }

    /**
     * Expects nothing any more.
     *
     * @return what was granted meanwhile; whoever takes it ends it
     */
    Optional<Claim> take(Claim own) {
        return Optional.ofNullable(expected.remove(own.nonce())).flatMap(Late::take);
    }

    /** For a request that has gone on without it, and needs it no more. */
    void giveBack(ClaimAttempt attempt) {
        if (attempt instanceof ClaimAttempt.Granted granted) {
            shared.release(granted.claim());
        }
    }

    private final class Late {

        private Claim granted;
        private boolean taken;

        synchronized void come(ClaimAttempt attempt) {
            if (taken) {
                giveBack(attempt);
            } else if (attempt instanceof ClaimAttempt.Granted late) {
                granted = late.claim();
            }
        }

        synchronized void renew() {
            if (granted != null) {
                shared.renew(granted).thenAccept(this::keep);
            }
        }

        private synchronized void keep(Claim renewed) {
            granted = renewed;
        }

        synchronized Optional<Claim> take() {
            taken = true;
            return Optional.ofNullable(granted);
        }
    }
}
