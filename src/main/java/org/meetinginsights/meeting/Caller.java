package org.meetinginsights.meeting;

/**
 * The caller of a request.
 *
 * @param tenant owns the results; no tenant sees those of another
 * @param payer is charged for calls to the model: a key, or an address if there is no key
 * @param requestId identifies the request in every log line
 */
public record Caller(String tenant, String payer, String requestId) {}
