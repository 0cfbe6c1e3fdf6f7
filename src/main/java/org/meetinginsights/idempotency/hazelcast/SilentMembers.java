package org.meetinginsights.idempotency.hazelcast;

import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which members keep calls of this node's for themselves. A frozen one does so until Hazelcast gives it up, and each call
 * keeps a thread; so it gets no more of them than a few, and the other members have the rest. Thread-safe.
 */
final class SilentMembers {

    /** Of 64 threads, so that a second and a third one may fall silent too. */
    static final int MOST_KEPT = 16;

    private final ConcurrentMap<UUID, Integer> kept = new ConcurrentHashMap<>();

    boolean keepsTooMany(UUID member) {
        return kept.getOrDefault(member, 0) >= MOST_KEPT;
    }

    /** @param returned completes when the call has come back */
    void keeps(UUID member, CompletionStage<?> returned) {
        kept.merge(member, 1, Integer::sum);
        returned.whenComplete(
                (done, away) -> kept.computeIfPresent(member, (id, calls) -> calls > 1 ? calls - 1 : null));
    }
}
