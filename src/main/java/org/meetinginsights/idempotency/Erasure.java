package org.meetinginsights.idempotency;

import java.time.Instant;

/**
 * What somebody had erased, and when: what was requested up to then is absent, wherever it still lies or comes from.
 *
 * @param at by the clock of the node that was asked to erase; whole milliseconds, as the times in an {@link Envelope}
 */
public record Erasure(StoreScope scope, Instant at) {}
