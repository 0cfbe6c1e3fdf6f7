package org.meetinginsights.idempotency.flight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time left to an instant, as something to wait for. Never less than a second, or clients retry at once; and never more
 * than a call may take, because another node's clock may have said the instant.
 */
public final class RetryAfter {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private RetryAfter() {}

    public static Duration until(Instant deadline, Duration longestCall, Clock clock) {
        Duration remaining = Duration.between(clock.instant(), deadline);
        if (remaining.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return remaining.compareTo(longestCall) > 0 ? longestCall : remaining;
    }
}
