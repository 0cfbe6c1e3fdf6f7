package org.meetinginsights.idempotency.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.key.Fingerprint;
import org.meetinginsights.idempotency.key.StoreKey;

/**
 * What a caller's own key stands for. Results are kept under store keys only, so that a request with a key and the same
 * request without one share one payment. It is reserved by a request that may come to nothing, and settled for as long as
 * a result is kept.
 *
 * @param fingerprint of the only request that this key may be used for
 * @param nonce the one-time name of the request that has reserved the key, and may give it back; empty once there is a
 *     result, and then nobody may
 * @param since when the request came in that it goes back to; whole milliseconds
 * @param until the key may be used for another one after that; whole milliseconds
 * @param storeKey where the result is, or will be
 */
public record IdempotencyRecord(
        Fingerprint fingerprint, String nonce, Instant since, Instant until, StoreKey storeKey) {

    /** The index of the store key among the fields of the text. */
    public static final int STORE_KEY_FIELD = 4;

    private static final String SETTLED = "";
    private static final int FIELDS = STORE_KEY_FIELD + 1;

    /** For as long as the result is kept, and erased with it. */
    public static IdempotencyRecord settled(Fingerprint fingerprint, Envelope result, StoreKey storeKey) {
        return new IdempotencyRecord(fingerprint, SETTLED, result.requestedAt(), result.expiresAt(), storeKey);
    }

    /** As the shared map holds it: {@code fingerprint/nonce/since/until/storeKey} in a {@link VersionedText}. */
    public String text() {
        return VersionedText.write(
                fingerprint.hex(), nonce, since.toEpochMilli(), until.toEpochMilli(), storeKey.text());
    }

    /** Reads a {@link #text}; nothing if it is not one. */
    public static Optional<IdempotencyRecord> parse(String text) {
        return VersionedText.read(
                text,
                FIELDS,
                fields -> new IdempotencyRecord(
                        new Fingerprint(fields.get(0)),
                        fields.get(1),
                        VersionedText.instant(fields.get(2)),
                        VersionedText.instant(fields.get(3)),
                        new StoreKey(fields.get(STORE_KEY_FIELD))));
    }

    public boolean isReserved() {
        return !nonce.equals(SETTLED);
    }

    /**
     * Whether another record of the same request takes its place: one that lasts longer, or the reservation of a request
     * that is about to call.
     */
    public boolean givesWayTo(IdempotencyRecord other) {
        return fingerprint.equals(other.fingerprint)
                && (until.isBefore(other.until) || isReserved() && other.isReserved());
    }

    /** Whether it is settled for at least as long as this result is kept. */
    public boolean outlasts(Envelope result) {
        return !isReserved() && !until.isBefore(result.expiresAt());
    }

    /** How long it still stands, never negative. */
    public Duration remaining(Clock clock) {
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether the key may be used for another request. */
    public boolean isOver(Clock clock) {
        return !clock.instant().isBefore(until);
    }

    /** Whether it was put before what it points at was erased. */
    public boolean isErasedBy(Erasures erasures) {
        return erasures.cover(storeKey, since);
    }
}
