package org.meetinginsights.idempotency.local;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.Records;
import org.meetinginsights.idempotency.store.StandingRecord;

/**
 * What callers' keys point at: the shared store decides while it answers, and this node remembers it for when it does not.
 * Thread-safe.
 */
final class LayeredRecords implements Records {

    private final LocalRecords local;
    private final Records shared;
    private final HintedHandoff handoff;
    private final SharedStoreHealth health;

    LayeredRecords(LocalRecords local, Records shared, HintedHandoff handoff, SharedStoreHealth health) {
        this.local = local;
        this.shared = shared;
        this.handoff = handoff;
        this.health = health;
    }

    @Override
    public CompletionStage<Optional<IdempotencyRecord>> find(RecordKey key) {
        return health.ask(() -> shared.find(key), () -> local.find(key));
    }

    @Override
    public CompletionStage<StandingRecord> put(RecordKey key, IdempotencyRecord record) {
        return health.ask(() -> remembered(key, shared.put(key, record)), () -> alone(key, local.put(key, record)));
    }

    @Override
    public CompletionStage<StandingRecord> replace(RecordKey key, IdempotencyRecord before, IdempotencyRecord record) {
        return health.ask(
                () -> remembered(key, shared.replace(key, before, record)),
                () -> alone(key, local.replace(key, before, record)));
    }

    @Override
    public CompletionStage<Void> remove(RecordKey key, IdempotencyRecord record) {
        CompletionStage<Void> here = local.remove(key, record);
        return health.ask(() -> shared.remove(key, record), () -> here);
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
