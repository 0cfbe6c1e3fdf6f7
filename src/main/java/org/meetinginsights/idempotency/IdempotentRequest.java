package org.meetinginsights.idempotency;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.key.Fingerprint;
import org.meetinginsights.idempotency.key.IdempotencyKey;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;

/**
 * One request, fully resolved before it reaches the core.
 *
 * @param requestId names the request in every log line
 * @param tenant whose request it is
 * @param payer who is charged for a call, in the eyes of {@link CallBudget}
 * @param operation what is asked for
 * @param key the published key; nothing where the request does not name its meeting
 * @param storeKey what the result is kept under; nothing where it is not to be kept
 * @param fingerprint of the whole request
 * @param requestedAt when it came in
 * @param directives what the caller lets count as an answer
 * @param recordKey what the caller's own key is kept under, where it sent one
 */
public record IdempotentRequest(
        String requestId,
        String tenant,
        String payer,
        String operation,
        Optional<IdempotencyKey> key,
        Optional<StoreKey> storeKey,
        Fingerprint fingerprint,
        Instant requestedAt,
        CacheDirectives directives,
        Optional<RecordKey> recordKey) {

    /** Whether a stored result may be the answer to this request. */
    boolean accepts(Envelope stored, Clock clock) {
        return directives.allow(stored, requestedAt, clock);
    }
}
