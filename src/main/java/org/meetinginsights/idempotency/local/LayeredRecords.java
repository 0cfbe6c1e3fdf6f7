package org.meetinginsights.idempotency.local;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.StandingRecord;

/**
 * What callers' keys point at: the shared store decides while it answers, and this node remembers it for when it does not.
 * Thread-safe.
 */
final class LayeredRecords {

    private final LocalResultStore local;
    private final ResultStore shared;
    private final HintedHandoff handoff;
    private final SharedStoreHealth health;

    LayeredRecords(LocalResultStore local, ResultStore shared, HintedHandoff handoff, SharedStoreHealth health) {
        this.local = local;
        this.shared = shared;
        this.handoff = handoff;
        this.health = health;
    }

    CompletionStage<Optional<IdempotencyRecord>> look(RecordKey key) {
        return health.ask(() -> shared.findRecord(key), () -> local.findRecord(key));
    }

    CompletionStage<StandingRecord> putRecord(RecordKey key, IdempotencyRecord record) {
        return health.ask(
                () -> remembered(key, shared.putRecord(key, record)), () -> alone(key, local.putRecord(key, record)));
    }

    CompletionStage<StandingRecord> replaceRecord(RecordKey key, IdempotencyRecord before, IdempotencyRecord record) {
        return health.ask(
                () -> remembered(key, shared.replaceRecord(key, before, record)),
                () -> alone(key, local.replaceRecord(key, before, record)));
    }

    CompletionStage<Void> removeRecord(RecordKey key, IdempotencyRecord record) {
        CompletionStage<Void> here = local.removeRecord(key, record);
        return health.ask(() -> shared.removeRecord(key, record), () -> here);
    }

    private CompletionStage<StandingRecord> remembered(RecordKey key, CompletionStage<StandingRecord> decided) {
        return decided.thenApply(written -> {
            local.keep(key, written.standing());
            return written;
        });
    }

    /** Its return brings everything; but if it was only slow, nothing would, and a reservation there would soon be over. */
    private CompletionStage<StandingRecord> alone(RecordKey key, CompletionStage<StandingRecord> decided) {
        if (health.isUp()) {
            handoff.bringSoon(key);
        }
        return decided;
    }
}
