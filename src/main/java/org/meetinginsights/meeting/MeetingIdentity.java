package org.meetinginsights.meeting;

import java.util.Arrays;
import java.util.Optional;
import org.meetinginsights.idempotency.key.CallerKey;
import org.meetinginsights.idempotency.key.CanonicalDate;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.idempotency.key.Fingerprint;
import org.meetinginsights.idempotency.key.IdempotencyKey;
import org.meetinginsights.idempotency.key.StoreKey;

/**
 * What identifies a request. Immutable.
 *
 * @param key empty unless the caller sent a meeting id, a date and a customer id
 * @param fingerprint distinguishes meetings with the same key, such as a corrected transcript
 */
record MeetingIdentity(Optional<IdempotencyKey> key, Fingerprint fingerprint) {

    /** Results have it in place of a key. */
    private static final String NO_KEY = "no-idempotency-key-available";

    static MeetingIdentity of(Meeting meeting) {
        MeetingMetadata metadata = meeting.metadata();
        Optional<CanonicalDate> date = Optional.ofNullable(metadata.meetDate()).map(CanonicalDate::parse);
        Optional<IdempotencyKey> key = date.filter(any -> metadata.meetingId() != null && metadata.customerId() != null)
                .map(when -> IdempotencyKey.of(metadata.meetingId(), when, metadata.customerId()));
        Fingerprint fingerprint = Fingerprint.of(Arrays.asList(
                meeting.transcript(),
                metadata.meetingId(),
                metadata.customerId(),
                metadata.customerName(),
                metadata.bankerId(),
                metadata.bankerName(),
                metadata.meetType(),
                date.map(CanonicalDate::text).orElse(null)));
        return new MeetingIdentity(key, fingerprint);
    }

    /**
     * The key of the stored result; empty if the request has neither an idempotency key nor a key of the caller.
     *
     * @param callerKey is used if there is no idempotency key
     */
    Optional<StoreKey> storeKey(
            String tenant,
            String customerTag,
            Optional<CallerKey> callerKey,
            Operation operation,
            EngineDigest engine) {
        return key.map(known -> StoreKey.of(tenant, customerTag, known, operation.label(), fingerprint, engine))
                .or(() -> callerKey.map(
                        own -> StoreKey.of(tenant, customerTag, own, operation.label(), fingerprint, engine)));
    }

    String published() {
        return key.map(IdempotencyKey::value).orElse(NO_KEY);
    }
}
