package org.meetinginsights.idempotency;

import org.meetinginsights.idempotency.store.Backend;

/**
 * What is answered to a request.
 *
 * @param backend where results were kept when it was answered
 */
public record Answer(Outcome outcome, Backend backend) {}
