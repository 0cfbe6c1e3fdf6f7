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
 * What makes two requests the same. Immutable.
 *
 * @param key names the meeting; nothing unless the caller sent a meeting id, a date and a customer id
 * @param fingerprint tells meetings apart that share a key, such as a corrected transcript
 */
record MeetingIdentity(Optional<IdempotencyKey> key, Fingerprint fingerprint) {

    /** What results carry in the place of a key. */
    private static final String NO_KEY = "no-idempotency-key-available";

    static MeetingIdentity of(Meeting meeting) {
        MeetingMetadata facts = meeting.metadata();
        Optional<CanonicalDate> date = Optional.ofNullable(facts.meetDate()).map(CanonicalDate::parse);
        Optional<IdempotencyKey> key = date.filter(any -> facts.meetingId() != null && facts.customerId() != null)
                .map(when -> IdempotencyKey.of(facts.meetingId(), when, facts.customerId()));
        return new MeetingIdentity(key, fingerprint(meeting, date));
    }

    private static Fingerprint fingerprint(Meeting meeting, Optional<CanonicalDate> date) {
        MeetingMetadata facts = meeting.metadata();
        return Fingerprint.of(Arrays.asList(
                meeting.transcript(),
                facts.meetingId(),
                facts.customerId(),
                facts.customerName(),
                facts.bankerId(),
                facts.bankerName(),
                facts.meetType(),
                date.map(CanonicalDate::text).orElse(null)));
    }

    /**
     * Where the result is kept; nowhere if the request names neither its meeting nor itself.
     *
     * @param callerKey names the request where it does not name its meeting
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
