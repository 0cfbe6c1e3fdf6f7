package org.meetinginsights.meeting.openai;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt, and whether there is any point in one. Pauses grow from half a second to eight
 * and are shortened by chance, by up to a half, so that callers who failed together do not come back together. What the
 * model says in {@code Retry-After} counts instead. Thread-safe.
 */
final class RetryPauses {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final int DOUBLINGS = 4;

    private final Clock clock;
    private final DoubleSupplier chance;

    /** @param chance from 0 to 1 */
    RetryPauses(Clock clock, DoubleSupplier chance) {
        this.clock = clock;
        this.chance = chance;
    }

    /**
     * Nothing if the same request would fail again, or if the pause would outlast the time that is left: who is told now can
     * do something else.
     *
     * @param attempts how many have failed, 1 or more
     */
    Optional<Duration> after(int attempts, ThrownFault fault, Duration left) {
        if (!fault.mayPass()) {
            return Optional.empty();
        }
        Duration pause = fault.answer()
                .flatMap(answer -> RetryAfter.of(answer.headers(), clock))
                .orElseGet(() -> backoff(attempts));
        return Optional.of(pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause).filter(any -> any.compareTo(left) < 0);
    }

    private Duration backoff(int attempts) {
        Duration full = FIRST.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
        Duration most = full.compareTo(LONGEST) < 0 ? full : LONGEST;
        return Duration.ofNanos((long) (most.toNanos() * (1 - chance.getAsDouble() / 2)));
    }
}
