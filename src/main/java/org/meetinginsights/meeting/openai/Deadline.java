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

    /** The inverse of {@link #text()}, within the same process. */
    static Deadline parse(String text) {
        return new Deadline(Long.parseLong(text));
    }

    String text() {
        return Long.toString(nanoTime);
    }

    /** Zero once it has passed. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
}
