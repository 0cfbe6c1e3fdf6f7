package org.meetinginsights.meeting.openai;

import java.time.Duration;

/**
 * The moment by which a meeting must have its answer. Immutable.
 *
 * @param nanoTime on the clock of {@link System#nanoTime()}, which nobody sets back
 */
record Deadline(long nanoTime) {

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Zero once it has passed. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
}
