package org.meetinginsights.idempotency.local;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.key.PointerKey;
import org.meetinginsights.idempotency.store.KeyPointer;
import org.meetinginsights.idempotency.store.Pointed;
import org.meetinginsights.idempotency.store.ResultStore;

/**
 * What callers' keys point at: the shared store decides while it answers, and this node remembers it for when it does not.
 * Thread-safe.
 */
final class LayeredPointers {

    private final LocalResultStore local;
    private final ResultStore shared;
    private final HintedHandoff handoff;
    private final SharedStoreHealth health;

    LayeredPointers(LocalResultStore local, ResultStore shared, HintedHandoff handoff, SharedStoreHealth health) {
        this.local = local;
        this.shared = shared;
        this.handoff = handoff;
        this.health = health;
    }

    CompletionStage<Optional<KeyPointer>> look(PointerKey key) {
        return health.ask(() -> shared.pointer(key), () -> local.pointer(key));
    }

    CompletionStage<Pointed> point(PointerKey key, KeyPointer pointer) {
        return health.ask(
                () -> remembered(key, shared.point(key, pointer)), () -> alone(key, local.point(key, pointer)));
    }

    CompletionStage<Pointed> repoint(PointerKey key, KeyPointer before, KeyPointer pointer) {
        return health.ask(
                () -> remembered(key, shared.repoint(key, before, pointer)),
                () -> alone(key, local.repoint(key, before, pointer)));
    }

    CompletionStage<Void> unpoint(PointerKey key, KeyPointer pointer) {
        CompletionStage<Void> here = local.unpoint(key, pointer);
        return health.ask(() -> shared.unpoint(key, pointer), () -> here);
    }

    private CompletionStage<Pointed> remembered(PointerKey key, CompletionStage<Pointed> decided) {
        return decided.thenApply(pointed -> {
            local.keep(key, pointed.standing());
            return pointed;
        });
    }

    /** Its return brings everything; but if it was only slow, nothing would, and a reservation there would soon be over. */
    private CompletionStage<Pointed> alone(PointerKey key, CompletionStage<Pointed> decided) {
        if (health.isUp()) {
            handoff.bringSoon(key);
        }
        return decided;
    }
}
