package org.meetinginsights.meeting.openai.resilience;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.meetinginsights.meeting.openai.error.ModelError;
import org.meetinginsights.meeting.openai.error.RetryAfter;

/**
 * Exponential backoff with jitter: the delay doubles from half a second up to eight seconds, less up to a half at random,
 * so that calls that failed together are not repeated together. A {@code Retry-After} of the server takes precedence.
 * Thread-safe.
 */
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final int MAX_DOUBLINGS = 4;

    private final Clock clock;
    private final DoubleSupplier random;

    /** @param random from 0 to 1 */
    public Backoff(Clock clock, DoubleSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * The delay before the next attempt. Empty if the same request would fail again, or if the delay would outlast the time
     * that is left: the caller can do something else at once.
     *
     * @param attempts how many have failed, 1 or more
     */
    Optional<Duration> delay(int attempts, ModelError error, Duration left) {
        if (!error.isRetryable()) {
            return Optional.empty();
        }
        Duration delay = error.response()
                .flatMap(response -> RetryAfter.of(response.headers(), clock))
                .orElseGet(() -> exponential(attempts));
        return Optional.of(delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay).filter(any -> any.compareTo(left) < 0);
    }

    private Duration exponential(int attempts) {
        Duration full = FIRST.multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
        return Duration.ofNanos((long) (full.toNanos() * (1 - random.getAsDouble() / 2)));
    }
}
