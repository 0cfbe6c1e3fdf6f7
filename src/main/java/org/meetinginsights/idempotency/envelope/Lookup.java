package org.meetinginsights.idempotency.envelope;

import java.time.Clock;

/** What the store knows under a key. */
public sealed interface Lookup {

    /** Nothing is stored. */
    Lookup ABSENT = new Absent();

    /** Something is stored that nobody can read; it may be replaced. */
    Lookup UNREADABLE = new Unreadable();

    /** Something is stored by a newer version of this service: absent to us, and never overwritten. */
    Lookup NEWER = new Newer();

    /** A result to replay. */
    record Fresh(Envelope envelope) implements Lookup {}

    /** A result past its time; the store has removed it, or is about to. */
    record Expired(Envelope envelope) implements Lookup {}

    /** See {@link #ABSENT}. */
    record Absent() implements Lookup {}

    /** See {@link #UNREADABLE}. */
    record Unreadable() implements Lookup {}

    /** See {@link #NEWER}. */
    record Newer() implements Lookup {}

    static Lookup of(Envelope envelope, Clock clock) {
        return envelope.isFresh(clock) ? new Fresh(envelope) : new Expired(envelope);
    }

    /** Whether what is there gives way to a new result: while there is nothing, the first writer wins. */
    default boolean isReplaceable() {
        return this instanceof Expired || this instanceof Unreadable;
    }
}
