package org.meetinginsights.idempotency.erasure;

import java.time.Instant;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.key.StoreScope;

/**
 * What somebody had erased, and when: what was requested up to then is absent, wherever it still lies or comes from.
 *
 * @param at by the clock of the node that was asked to erase; whole milliseconds, as the times in an {@link Envelope}
 */
public record Erasure(StoreScope scope, Instant at) {}
