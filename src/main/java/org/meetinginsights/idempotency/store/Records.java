package org.meetinginsights.idempotency.store;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.key.RecordKey;

/** What callers' own keys stand for. Thread-safe; answers as a {@link ResultStore} does. */
public interface Records {

    /** Where a caller's key points; nothing if nowhere. */
    CompletionStage<Optional<IdempotencyRecord>> find(RecordKey key);

    /**
     * Has a caller's key point somewhere, unless it does already.
     *
     * @return the record that stands
     */
    CompletionStage<StandingRecord> put(RecordKey key, IdempotencyRecord record);

    /**
     * The same, but a record that {@linkplain IdempotencyRecord#givesWayTo gives way} to this one does not count.
     *
     * @param own gives way in any case
     * @return the record that stands
     */
    CompletionStage<StandingRecord> replace(RecordKey key, IdempotencyRecord own, IdempotencyRecord record);

    /** Has a caller's key point nowhere, if this is where it points. */
    CompletionStage<Void> remove(RecordKey key, IdempotencyRecord record);
}
