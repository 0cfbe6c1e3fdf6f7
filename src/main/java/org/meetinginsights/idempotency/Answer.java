package org.meetinginsights.idempotency;

/**
 * What is answered to a request.
 *
 * @param backend where results were kept when it was answered
 */
public record Answer(Outcome outcome, Backend backend) {}
