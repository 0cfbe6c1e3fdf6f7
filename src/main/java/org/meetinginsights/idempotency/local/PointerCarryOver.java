package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.meetinginsights.idempotency.KeyPointer;
import org.meetinginsights.idempotency.Pointed;
import org.meetinginsights.idempotency.PointerKey;
import org.meetinginsights.idempotency.ResultStore;

/**
 * What callers' keys point at on this node, and perhaps not in the shared store. As with results the first one wins; but one
 * that stands for a result takes the place of a reservation of the same request, which would not last. Thread-safe.
 */
final class PointerCarryOver {

    private final Set<PointerKey> waiting = Collections.newSetFromMap(Caffeine.newBuilder()
            .maximumSize(LocalPointers.MOST_POINTERS)
            .<PointerKey, Boolean>build()
            .asMap());

    private final LocalResultStore own;
    private final ResultStore shared;

    PointerCarryOver(LocalResultStore own, ResultStore shared) {
        this.own = own;
        this.shared = shared;
    }

    void add(PointerKey key) {
        waiting.add(key);
    }

    void addAll() {
        waiting.addAll(own.pointerKeys());
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** How each of those that wait is brought. */
    Map<PointerKey, Supplier<CompletionStage<Void>>> ways() {
        return waiting.stream().collect(Collectors.toMap(Function.identity(), key -> () -> bring(key)));
    }

    private CompletionStage<Void> bring(PointerKey key) {
        // Before it is looked at: what is put here from now on waits anew.
        waiting.remove(key);
        return own.pointer(key)
                .thenCompose(pointer ->
                        pointer.map(mine -> bring(key, mine)).orElseGet(() -> CompletableFuture.completedFuture(null)))
                .whenComplete((done, away) -> {
                    if (away != null) {
                        waiting.add(key);
                    }
                });
    }

    private CompletionStage<Void> bring(PointerKey key, KeyPointer mine) {
        CompletionStage<Pointed> decided =
                mine.isReserved() ? shared.point(key, mine) : shared.repoint(key, mine, mine);
        return decided.thenCompose(theirs -> own.repoint(key, mine, theirs.standing()))
                .thenAccept(kept -> {});
    }
}
