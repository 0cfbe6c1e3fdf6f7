package org.meetinginsights.idempotency.key;

/**
 * What a caller's own key is kept under: {@code tenant:operation:hash}. The tenant is in it, so that nobody can guess
 * another one's keys.
 */
public record RecordKey(String text) {

    public static RecordKey of(String tenant, String operation, CallerKey key) {
        return new RecordKey(String.join(":", tenant, operation, key.hash()));
    }

    /** Whose key it is. */
    public String tenant() {
        return text.substring(0, Math.max(0, text.indexOf(':')));
    }
}
