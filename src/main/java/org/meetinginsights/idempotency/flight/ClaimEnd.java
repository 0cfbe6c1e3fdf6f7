package org.meetinginsights.idempotency.flight;

import java.time.Instant;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.store.Failure;

/** How waiting for another request's claim ended. */
public sealed interface ClaimEnd {

    /** There is a result to share. */
    record Result(Envelope envelope) implements ClaimEnd {}

    /** The call failed, and that is shared too. */
    record Shared(Failure failure) implements ClaimEnd {}

    /** Nobody is at work any more: the holder died or let go. */
    record Abandoned() implements ClaimEnd {}

    /** The holder is still at it after the longest wait. */
    record TimedOut(Instant holdersDeadline) implements ClaimEnd {}
}
