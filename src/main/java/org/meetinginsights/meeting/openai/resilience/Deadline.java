package org.meetinginsights.meeting.openai.resilience;

import java.time.Duration;

/**
 * The moment by which an exchange must be over. Immutable.
 *
 * @param nanoTime on the monotonic clock of {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {

    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Zero once it has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
}
