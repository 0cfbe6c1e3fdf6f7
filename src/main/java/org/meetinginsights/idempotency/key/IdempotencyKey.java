package org.meetinginsights.idempotency.key;

/**
 * The published name of a meeting: lower-case hex SHA-256 of the UTF-8 text meeting id, canonical date, customer id,
 * with nothing between them. Other systems compute the same key, so it has no separators and no operation in it; the
 * {@link StoreKey} adds what tells two requests apart.
 */
public record IdempotencyKey(String value) {

    private static final int ENOUGH_FOR_A_LOG_LINE = 16;

    public static IdempotencyKey of(String meetingId, CanonicalDate date, String customerId) {
        return new IdempotencyKey(new Sha256()
                .plain(meetingId)
                .plain(date.text())
                .plain(customerId)
                .hex());
    }

    /** The first 16 hex digits: all that a log line may hold of a key. */
    public String abbreviated() {
        return value.substring(0, ENOUGH_FOR_A_LOG_LINE);
    }
}
