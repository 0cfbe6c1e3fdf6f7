package org.meetinginsights.idempotency.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.key.StoreScope;

/**
 * Keeps results, and the claims of those who are about to make them. Thread-safe. No method blocks; each returned stage
 * completes in bounded time, exceptionally with {@link StoreUnavailableException} and nothing else.
 */
public interface ResultStore extends AutoCloseable {

    Results results();

    Claims claims();

    Records records();

    /**
     * Erases for good: results in the scope and what points at them. What was requested up to now is absent from now on,
     * also where it is in flight, lies elsewhere and comes from there ({@link Erasures}). Claims stay: a call that is paid
     * is answered and stored nowhere.
     */
    CompletionStage<Erased> erase(StoreScope scope);

    /** Brings what only this node has to where the others find it. To be asked before the node leaves. */
    default CompletionStage<Void> handOver() {
        return CompletableFuture.completedFuture(null);
    }

    /** Where results are kept right now. */
    Backend backend();

    /** Members that share the results; 0 where the node is on its own. */
    int members();

    @Override
    void close();
}
