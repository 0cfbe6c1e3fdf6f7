package org.meetinginsights.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a caller's own key stands for. Results are kept under store keys only, so that a request with a key and the same
 * request without one share one payment.
 *
 * @param fingerprint of the only request that this key may be used for
 * @param since when the request came in that put it; whole milliseconds
 * @param until the key may be used for another one after that; whole milliseconds
 * @param storeKey where the result is, or will be
 */
public record KeyPointer(Fingerprint fingerprint, Instant since, Instant until, StoreKey storeKey) {

    private static final String SEPARATOR = "/";
    private static final int PARTS = 4;

    /** As the shared map holds it: {@code fingerprint/since/until/storeKey}. */
    public String text() {
        return String.join(
                SEPARATOR,
                fingerprint.hex(),
                Long.toString(since.toEpochMilli()),
                Long.toString(until.toEpochMilli()),
                storeKey.text());
    }

    /** Reads a {@link #text}; nothing if it is not one. */
    public static Optional<KeyPointer> parse(String text) {
        String[] parts = text.split(SEPARATOR, PARTS);
        try {
            return parts.length < PARTS
                    ? Optional.empty()
                    : Optional.of(new KeyPointer(
                            new Fingerprint(parts[0]),
                            Instant.ofEpochMilli(Long.parseLong(parts[1])),
                            Instant.ofEpochMilli(Long.parseLong(parts[2])),
                            new StoreKey(parts[3])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** How long it still stands, never negative. */
    public Duration remaining(Clock clock) {
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether it was put before what it points at was erased. */
    public boolean isErasedBy(Erasures erasures) {
        return erasures.cover(storeKey, since);
    }

    KeyPointer until(Instant end) {
        return new KeyPointer(fingerprint, since, end, storeKey);
    }
}
