package org.meetinginsights.idempotency.local;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.KeyPointer;
import org.meetinginsights.idempotency.Pointed;
import org.meetinginsights.idempotency.PointerKey;
import org.meetinginsights.idempotency.ResultStore;

/**
 * What callers' keys point at: the shared store decides while it answers, and this node remembers it for when it does not.
 *
 * @param own this node's memory
 * @param shared the shared store
 * @param access the request's way there
 */
record LayeredPointers(LocalResultStore own, ResultStore shared, SharedAccess access) {

    CompletionStage<Pointed> point(PointerKey key, KeyPointer pointer) {
        if (!access.isOpen()) {
            return own.point(key, pointer);
        }
        CompletionStage<Pointed> decided = shared.point(key, pointer)
                .thenCompose(pointed -> own.repoint(key, pointed.standing()).thenApply(remembered -> pointed));
        return access.orElse(decided, () -> own.point(key, pointer));
    }

    CompletionStage<Void> repoint(PointerKey key, KeyPointer pointer) {
        return inBoth(own.repoint(key, pointer), () -> shared.repoint(key, pointer));
    }

    CompletionStage<Void> unpoint(PointerKey key, KeyPointer pointer) {
        return inBoth(own.unpoint(key, pointer), () -> shared.unpoint(key, pointer));
    }

    /** Also when the request has waited long enough: then it is told without waiting for the answer. */
    private CompletionStage<Void> inBoth(CompletionStage<Void> here, Supplier<CompletionStage<Void>> there) {
        return access.health().isUp() ? access.orElse(there.get(), () -> here) : here;
    }
}
