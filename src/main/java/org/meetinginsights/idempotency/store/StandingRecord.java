package org.meetinginsights.idempotency.store;

/**
 * Where a caller's key points now.
 *
 * @param standing the record that stands
 * @param isNew whether it was put just now
 */
public record StandingRecord(IdempotencyRecord standing, boolean isNew) {}
