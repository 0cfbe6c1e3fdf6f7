package org.meetinginsights.idempotency.store;

/**
 * Where a caller's key points now.
 *
 * @param standing the pointer that stands
 * @param isNew whether it was put just now
 */
public record Pointed(KeyPointer standing, boolean isNew) {}
