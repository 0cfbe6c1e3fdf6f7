package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.ResultStore;

/**
 * The queue of what this node has and the shared store may not have. Hints come in while the store is away or slow; when it
 * returns, all that the near cache holds is a hint, because a cluster that was away may have lost its memory. The values stay in
 * the near cache, which bounds them: what has expired, was evicted or was erased there is not brought. Thread-safe.
 */
final class HintedHandoff {

    /** More than a near cache of half a gigabyte holds. The oldest hints are dropped beyond it, and called again at worst. */
    private static final int MOST_HINTS = 100_000;

    /** Few, so that a node which comes back with thousands leaves room for requests; more than one, for a member that is frozen. */
    private static final int AT_ONCE = 8;

    /** Each with whether it replaces what the store has. */
    private final Map<Hint, Boolean> hints =
            Caffeine.newBuilder().maximumSize(MOST_HINTS).<Hint, Boolean>build().asMap();

    /** The round that brings what was there when it began; nothing between two rounds. */
    private final AtomicReference<CompletableFuture<Void>> underWay = new AtomicReference<>();

    private final LocalResults results;
    private final LocalRecords records;
    private final Replayer replayer;
    private final SharedStoreHealth health;

    /** What is to be brought: the value is in the near cache. */
    private sealed interface Hint {}

    private record ResultHint(StoreKey key) implements Hint {}

    private record RecordHint(RecordKey key) implements Hint {}

    HintedHandoff(LocalResultStore local, ResultStore shared, SharedStoreHealth health, Clock clock) {
        this.results = local.results();
        this.records = local.records();
        this.replayer = new Replayer(records, shared.claims(), shared.records(), clock);
        this.health = health;
        health.onReturn(this::replayEverything);
    }

    /** @param refresh whether the result replaces what is stored; it stays that until it is brought */
    void add(StoreKey key, boolean refresh) {
        hints.merge(new ResultHint(key), refresh, Boolean::logicalOr);
    }

    void bringSoon(StoreKey key, boolean refresh) {
        add(key, refresh);
        soon();
    }

    void bringSoon(RecordKey key) {
        hints.put(new RecordHint(key), false);
        soon();
    }

    /** Ahead of the others: another node may be asked for it next. */
    void bringNow(StoreKey key) {
        if (!health.isUp()) {
            return; // Its return brings everything.
        }
        bring(new ResultHint(key)).thenRun(() -> {
            if (awaits(key)) {
                soon();
            }
        });
    }

    boolean awaits(StoreKey key) {
        return hints.containsKey(new ResultHint(key));
    }

    /** After a pause. While the store is away its return is what to wait for. */
    private void soon() {
        health.later(() -> {
            if (health.isUp()) {
                replay();
            }
        });
    }

    /** What nobody else has comes first. */
    private void replayEverything() {
        replay().thenRun(() -> {
            results.keys().forEach(key -> add(key, false));
            records.keys().forEach(key -> hints.put(new RecordHint(key), false));
            replay();
        });
    }

    /** @return completes when a round is over, whether or not all came through */
    CompletionStage<Void> replay() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> running = underWay.compareAndExchange(null, end);
        if (running != null) {
            return running.copy();
        }
        round().thenRun(() -> {
            underWay.set(null);
            if (!hints.isEmpty()) {
                soon();
            }
            end.complete(null);
        });
        return end.copy();
    }

    /** Results first: what a caller's key points at shall be there. */
    private CompletionStage<Void> round() {
        List<Hint> ofResults = new ArrayList<>();
        List<Hint> ofRecords = new ArrayList<>();
        hints.keySet().forEach(hint -> (hint instanceof ResultHint ? ofResults : ofRecords).add(hint));
        return inParallel(ofResults).thenCompose(brought -> inParallel(ofRecords));
    }

    private CompletionStage<Void> inParallel(List<Hint> some) {
        List<CompletableFuture<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < AT_ONCE; lane++) {
            lanes.add(CompletableFuture.completedFuture(null));
        }
        for (int i = 0; i < some.size(); i++) {
            Hint hint = some.get(i);
            lanes.set(i % AT_ONCE, lanes.get(i % AT_ONCE).thenCompose(previous -> bring(hint)));
        }
        return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new));
    }

    /** Never fails: what does not come through stays in the queue. */
    private CompletionStage<Void> bring(Hint hint) {
        if (!health.isUp()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletionStage<Void> brought =
                hint instanceof ResultHint result ? bringResult(result.key()) : bringRecord(((RecordHint) hint).key());
        return brought.exceptionally(away -> {
            health.failed(away);
            return null;
        });
    }

    private CompletionStage<Void> bringResult(StoreKey key) {
        Hint hint = new ResultHint(key);
        if (!(results.look(key) instanceof Lookup.Fresh fresh)) {
            hints.remove(hint);
            return CompletableFuture.completedFuture(null);
        }
        return replayer.bring(key, fresh.envelope(), hints.getOrDefault(hint, false))
                .thenAccept(stored -> stored.ifPresent(winner -> keep(hint, key, fresh.envelope(), winner)));
    }

    /** Keeps the winner here too, unless a call of this node has ended meanwhile: its result waits for the next round. */
    private void keep(Hint hint, StoreKey key, Envelope brought, Envelope winner) {
        hints.compute(hint, (same, refresh) -> results.replace(key, brought, winner) ? null : refresh);
    }

    private CompletionStage<Void> bringRecord(RecordKey key) {
        Hint hint = new RecordHint(key);
        // Before it is looked at: what is put here from now on is a new hint.
        hints.remove(hint);
        return replayer.bring(key).whenComplete((brought, away) -> {
            if (away != null) {
                hints.put(hint, false);
            }
        });
    }
}
