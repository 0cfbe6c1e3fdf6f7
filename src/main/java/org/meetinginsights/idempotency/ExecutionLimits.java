package org.meetinginsights.idempotency;

import java.time.Duration;

/**
 * The times an execution keeps to.
 *
 * @param timeToLive how long a result is served
 * @param callDeadline when a call has ended at the latest
 * @param longestWait how long a request waits for another one's call; longer than a call may take
 */
public record ExecutionLimits(Duration timeToLive, Duration callDeadline, Duration longestWait) {}
