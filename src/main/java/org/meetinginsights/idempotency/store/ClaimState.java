package org.meetinginsights.idempotency.store;

/** What became of a claim that a waiter met. */
public sealed interface ClaimState {

    /** Its holder is still at work. */
    ClaimState RUNNING = new Running();

    /** It is gone and left no outcome: there is a result, or its holder died or let go. */
    ClaimState GONE = new Gone();

    /** See {@link #RUNNING}. */
    record Running() implements ClaimState {}

    /** Its holder's call failed; whoever waited for it shares that. */
    record Failed(Failure failure) implements ClaimState {}

    /** See {@link #GONE}. */
    record Gone() implements ClaimState {}
}
