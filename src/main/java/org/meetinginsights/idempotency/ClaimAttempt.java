package org.meetinginsights.idempotency;

/** What became of asking for a claim. */
public sealed interface ClaimAttempt {

    /** The claim is ours: look again, then call the model. */
    record Granted(Claim claim) implements ClaimAttempt {}

    /** Another request has it: wait for what becomes of that one. */
    record Held(Claim holder) implements ClaimAttempt {}
}
