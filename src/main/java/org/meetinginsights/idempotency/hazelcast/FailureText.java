package org.meetinginsights.idempotency.hazelcast;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.idempotency.store.VersionedText;

/**
 * A {@link Failure} as the shared map holds it: {@code code/forwarded/status/retryAfterSeconds} in a {@link VersionedText}, the
 * last two empty where there are none.
 */
final class FailureText {

    private static final int FIELDS = 4;
    /** Rounds up: a caller that waits as told must not come early. */
    private static final Duration ALMOST_A_SECOND = Duration.ofNanos(999_999_999);

    private FailureText() {}

    static String write(Failure failure) {
        return VersionedText.write(
                failure.code(),
                failure.forwarded(),
                failure.upstreamStatus().isPresent() ? failure.upstreamStatus().getAsInt() : "",
                failure.retryAfter()
                        .map(delay -> Long.toString(delay.plus(ALMOST_A_SECOND).toSeconds()))
                        .orElse(""));
    }

    /** Nothing if it is no failure's text. */
    static Optional<Failure> read(String text) {
        return VersionedText.read(text, FIELDS, fields -> {
            String status = fields.get(2);
            String retryAfter = fields.get(3);
            return new Failure(
                    fields.get(0),
                    Boolean.parseBoolean(fields.get(1)),
                    status.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(status)),
                    retryAfter.isEmpty()
                            ? Optional.empty()
                            : Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter))),
                    Optional.empty());
        });
    }
}
