package org.meetinginsights.idempotency.store;

import org.meetinginsights.idempotency.envelope.Envelope;

/** What became of storing a result. */
public sealed interface Completion {

    /** The store confirmed it. */
    Completion STORED = new Stored();

    /** It is not stored, or nobody knows. */
    Completion NOT_STORED = new NotStored();

    /** See {@link #STORED}. */
    record Stored() implements Completion {}

    /** Another request stored its result first; every caller gets that one. */
    record Preceded(Envelope winner) implements Completion {}

    /** See {@link #NOT_STORED}. */
    record NotStored() implements Completion {}
}
