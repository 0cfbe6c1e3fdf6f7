package org.meetinginsights.idempotency.store;

import org.meetinginsights.idempotency.envelope.Lookup;

/** What became of asking for a claim. */
public sealed interface ClaimAttempt {

    /**
     * The claim is ours.
     *
     * @param lookup what is stored now that the claim stands: the holder before may have stored its result between our first
     *     look and our claim. No copy that another node may have replaced meanwhile
     */
    record Granted(Claim claim, Lookup lookup) implements ClaimAttempt {}

    /** Another request has it: wait for what becomes of that one. */
    record Held(Claim holder) implements ClaimAttempt {}
}
