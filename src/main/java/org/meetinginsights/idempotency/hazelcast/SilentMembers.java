package org.meetinginsights.idempotency.hazelcast;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.meetinginsights.idempotency.StoreUnavailableException;

/**
 * Which members keep calls of this node's for themselves. A frozen one does so until Hazelcast gives it up, and each call
 * keeps a thread; so it gets no more of them than a few, and the other members have the rest. Thread-safe.
 */
final class SilentMembers {

    /** Of 64 threads, so that a second and a third one may fall silent too. */
    static final int MOST_KEPT = 16;

    /** Longer than a request is waited for: a member that takes less is only busy. */
    private static final Duration LONG = Duration.ofSeconds(3);

    private final ConcurrentMap<UUID, Integer> kept = new ConcurrentHashMap<>();

    /**
     * Before a call that blocks.
     *
     * @param returned completes when the call has come back
     * @throws StoreUnavailableException if the member keeps too many already
     */
    void bear(UUID member, CompletableFuture<Void> returned) {
        if (kept.getOrDefault(member, 0) >= MOST_KEPT) {
            throw new StoreUnavailableException("The member of this key keeps too many calls");
        }
        returned.copy().orTimeout(LONG.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            keeps(member, returned);
            return null;
        });
    }

    private void keeps(UUID member, CompletionStage<?> returned) {
        kept.merge(member, 1, Integer::sum);
        returned.whenComplete(
                (done, away) -> kept.computeIfPresent(member, (id, calls) -> calls > 1 ? calls - 1 : null));
    }
}
