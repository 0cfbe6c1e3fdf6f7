package org.meetinginsights.idempotency.store;

import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.key.StoreKey;

/** A result and what it is stored under. */
public record StoredResult(StoreKey key, Envelope envelope) {}
