package org.meetinginsights.meeting;

/**
 * Who asks.
 *
 * @param tenant whose results these are; no tenant ever sees another one's
 * @param requestId names the request in every log line
 */
public record Caller(String tenant, String requestId) {}
