package org.meetinginsights.idempotency.envelope;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.meetinginsights.idempotency.key.Fingerprint;

/**
 * A stored result: the response's bytes exactly as the first caller got them, and what is known about them. Treated as
 * immutable: the array is shared and not copied, since every hit would pay for it, and nobody writes to it.
 *
 * @param requestedAt when the request that led to it came in
 * @param createdAt when the result was made
 * @param expiresAt from when on it is not served any more
 * @param fingerprint of the request it answers
 * @param analyst who made it
 * @param usage what it cost
 * @param body the response's bytes
 */
public record Envelope(
        Instant requestedAt,
        Instant createdAt,
        Instant expiresAt,
        Fingerprint fingerprint,
        String analyst,
        Usage usage,
        byte[] body) {

    public boolean isFresh(Clock clock) {
        return clock.instant().isBefore(expiresAt);
    }

    /** Time since the result was made, never negative: clocks of two nodes may differ. */
    public Duration age(Clock clock) {
        return notNegative(Duration.between(createdAt, clock.instant()));
    }

    /** Time until it expires, never negative. */
    public Duration remaining(Clock clock) {
        return notNegative(Duration.between(clock.instant(), expiresAt));
    }

    /** How long it is served in all. */
    public Duration lifetime() {
        return Duration.between(createdAt, expiresAt);
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    /** Never the body: it is what a transcript says, in short. */
    @Override
    public String toString() {
        return "Envelope[" + body.length + " bytes, expires " + expiresAt + "]";
    }
}
