package org.meetinginsights.idempotency.hazelcast;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.meetinginsights.idempotency.StoreUnavailableException;

/**
 * Which members keep calls of this node's for themselves. A frozen one does so until Hazelcast gives it up, and each call
 * keeps a thread; so it gets no more of them than a few, and the other members have the rest. One that is only busy gives some
 * calls back while it keeps others. Thread-safe.
 */
final class SilentMembers {

    /** Of 64 threads, so that a second and a third one may fall silent too. */
    static final int MOST_KEPT = 16;

    private static final int LONG_SECONDS = 3;

    private final ConcurrentMap<UUID, Integer> kept = new ConcurrentHashMap<>();
    /** How many calls each member has given back, of all that this node has ever known. */
    private final ConcurrentMap<UUID, Integer> returns = new ConcurrentHashMap<>();

    private final Executor afterLong;

    SilentMembers() {
        this(CompletableFuture.delayedExecutor(LONG_SECONDS, TimeUnit.SECONDS, Runnable::run));
    }

    /** @param afterLong runs what it is given when a call that begins now takes so long that its member may be silent */
    SilentMembers(Executor afterLong) {
        this.afterLong = afterLong;
    }

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
        watch(member, returned);
        returned.thenRun(() -> returns.merge(member, 1, Integer::sum));
    }

    private void watch(UUID member, CompletableFuture<Void> returned) {
        int before = returns(member);
        afterLong.execute(() -> {
            if (returned.isDone()) {
                return;
            }
            if (returns(member) == before) {
                keeps(member, returned);
            } else {
                watch(member, returned);
            }
        });
    }

    private int returns(UUID member) {
        return returns.getOrDefault(member, 0);
    }

    private void keeps(UUID member, CompletionStage<?> returned) {
        kept.merge(member, 1, Integer::sum);
        returned.whenComplete(
                (done, away) -> kept.computeIfPresent(member, (id, calls) -> calls > 1 ? calls - 1 : null));
    }
}
