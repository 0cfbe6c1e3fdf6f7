package org.meetinginsights.admin;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Clock;
import org.meetinginsights.idempotency.store.StoredResult;

/**
 * A stored result as operators see it: no words of the meeting, and the customer as a tag.
 *
 * @param idempotencyKey of the meeting, or {@code k-} and the hash of the caller's key
 * @param createdAt when the result was made, ISO 8601
 * @param ageSeconds since then
 * @param ttlSeconds the remaining life
 * @param bytes of the response
 */
@JsonbPropertyOrder({
    "idempotencyKey",
    "operation",
    "tenant",
    "customerTag",
    "analyst",
    "createdAt",
    "ageSeconds",
    "ttlSeconds",
    "bytes"
})
public record CacheEntry(
        @JsonbProperty("idempotency_key") String idempotencyKey,
        @JsonbProperty("operation") String operation,
        @JsonbProperty("tenant") String tenant,
        @JsonbProperty("customer_tag") String customerTag,
        @JsonbProperty("analyst") String analyst,
        @JsonbProperty("created_at") String createdAt,
        @JsonbProperty("age_seconds") long ageSeconds,
        @JsonbProperty("ttl_seconds") long ttlSeconds,
        @JsonbProperty("bytes") int bytes) {

    static CacheEntry of(StoredResult result, Clock clock) {
        return new CacheEntry(
                result.key().idempotencyKey(),
                result.key().operation(),
                result.key().tenant(),
                result.key().customerTag(),
                result.envelope().analyst(),
                result.envelope().createdAt().toString(),
                result.envelope().age(clock).toSeconds(),
                result.envelope().remaining(clock).toSeconds(),
                result.envelope().body().length);
    }
}
