package org.meetinginsights.idempotency.hazelcast;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.meetinginsights.idempotency.store.Failure;

/**
 * A {@link Failure} as a text that nodes of any version can read: {@code code;forwarded;status;retryAfterSeconds}, the
 * last two empty where there are none; a newer version may add parts.
 */
final class FailureText {

    private static final String SEPARATOR = ";";
    private static final int PARTS = 4;
    /** Rounds up: who waits as told must not come early. */
    private static final Duration ALMOST_A_SECOND = Duration.ofNanos(999_999_999);

    private FailureText() {}

    static String write(Failure failure) {
        return String.join(
                SEPARATOR,
                failure.code(),
                Boolean.toString(failure.forwarded()),
                failure.upstreamStatus().isPresent()
                        ? Integer.toString(failure.upstreamStatus().getAsInt())
                        : "",
                failure.retryAfter()
                        .map(delay -> Long.toString(delay.plus(ALMOST_A_SECOND).toSeconds()))
                        .orElse(""));
    }

    /** Nothing if it is no failure's text. */
    static Optional<Failure> read(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length < PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Failure(
                    parts[0],
                    Boolean.parseBoolean(parts[1]),
                    parts[2].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parts[2])),
                    parts[3].isEmpty() ? Optional.empty() : Optional.of(Duration.ofSeconds(Long.parseLong(parts[3]))),
                    Optional.empty()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
