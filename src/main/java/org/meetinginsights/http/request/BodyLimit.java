package org.meetinginsights.http.request;

/**
 * The largest body that is accepted.
 *
 * @param bytes from 1 to one less than {@link Integer#MAX_VALUE}
 */
public record BodyLimit(int bytes) {}
