package org.meetinginsights.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time left to an instant, as something to wait for: never less than a second, or clients retry at once. */
final class Remaining {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private Remaining() {}

    static Duration until(Instant deadline, Clock clock) {
        Duration remaining = Duration.between(clock.instant(), deadline);
        return remaining.compareTo(SHORTEST) < 0 ? SHORTEST : remaining;
    }
}
