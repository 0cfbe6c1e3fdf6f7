package org.meetinginsights.meeting;

/**
 * Who asks.
 *
 * @param tenant whose results these are; no tenant ever sees another one's
 * @param payer who is charged for calls to the model: a key, or an address where there is none
 * @param requestId names the request in every log line
 */
public record Caller(String tenant, String payer, String requestId) {}
