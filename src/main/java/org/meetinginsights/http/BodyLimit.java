package org.meetinginsights.http;

/**
 * The largest body that is read.
 *
 * @param bytes from 1 to one less than {@link Integer#MAX_VALUE}
 */
public record BodyLimit(int bytes) {}
