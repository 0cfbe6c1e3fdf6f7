package org.meetinginsights.idempotency;

/** A result and what it is stored under. */
public record StoredResult(StoreKey key, Envelope envelope) {}
