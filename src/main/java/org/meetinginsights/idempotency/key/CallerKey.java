package org.meetinginsights.idempotency.key;

/**
 * A caller's own name for one request (draft-ietf-httpapi-idempotency-key-header-07). It may say more than its caller
 * thinks, so that nothing but its hash is ever kept or shown.
 */
public record CallerKey(String value) {

    /** Lower-case hex SHA-256 of its UTF-8 text. */
    public String hash() {
        return new Sha256().plain(value).hex();
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "CallerKey";
    }
}
