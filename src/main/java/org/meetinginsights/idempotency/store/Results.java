package org.meetinginsights.idempotency.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;

/** The stored results. Thread-safe; answers as a {@link ResultStore} does. */
public interface Results {

    /** How much longer than its life a result is kept, so that a reader can say "expired" and how old it was. */
    Duration RETENTION_AFTER_EXPIRY = Duration.ofHours(1);

    /** What is stored under the key; an expired result is reported once and removed. */
    CompletionStage<Lookup> find(StoreKey key);

    /**
     * The same for a request that waits for a newer result: where copies are kept that another node may have replaced
     * meanwhile, none of them is the answer.
     */
    default CompletionStage<Lookup> findAnew(StoreKey key) {
        return find(key);
    }

    /**
     * Unexpired results, newest first. Looks at many of them: never on the path of a request.
     *
     * @param limit of how many, 1 or more
     */
    CompletionStage<List<StoredResult>> list(StoreScope scope, int limit);

    /** About how many unexpired results there are. Never on the path of a request. */
    CompletionStage<Long> size();
}
