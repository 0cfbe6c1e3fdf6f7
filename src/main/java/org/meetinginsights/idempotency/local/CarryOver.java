package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.Envelope;
import org.meetinginsights.idempotency.Lookup;
import org.meetinginsights.idempotency.PointerKey;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreKey;

/**
 * What this node has and the shared store may not have: what was stored while it was away or slow, and, when it returns,
 * everything in the own cache, because a cluster that was away may have lost its memory. What was erased is not among it: the
 * own cache does not have it any more, and the shared store does not take it. The results themselves are in the
 * own cache, which bounds them; a result that has expired or was evicted there is not carried over. Thread-safe.
 */
final class CarryOver {

    /** More than an own cache of half a gigabyte holds; the oldest are forgotten beyond it, and called again at worst. */
    private static final int MOST_WAITING = 100_000;

    /** Each with whether it is a refresh. */
    private final Map<StoreKey, Boolean> waiting = Caffeine.newBuilder()
            .maximumSize(MOST_WAITING)
            .<StoreKey, Boolean>build()
            .asMap();

    /** The round that brings what was waiting when it began; nothing between two rounds. */
    private final AtomicReference<CompletableFuture<Void>> underWay = new AtomicReference<>();

    private final LocalResultStore own;
    private final Carrier carrier;
    private final PointerCarryOver pointers;
    private final Rounds rounds;
    private final SharedStoreHealth health;

    CarryOver(
            LocalResultStore own,
            ResultStore shared,
            SharedStoreHealth health,
            Clock clock,
            ScheduledExecutorService timer) {
        this.own = own;
        this.carrier = new Carrier(shared, clock);
        this.pointers = new PointerCarryOver(own, shared);
        this.rounds = new Rounds(health, clock, timer);
        this.health = health;
        health.onReturn(this::everything);
    }

    /**
     * For the next time the shared store is back, or for soon if it is there.
     *
     * @param refresh whether it was made to replace what is stored; it stays that until it is brought
     */
    void add(StoreKey key, boolean refresh) {
        waiting.merge(key, refresh, Boolean::logicalOr);
    }

    void bringSoon(StoreKey key, boolean refresh) {
        add(key, refresh);
        soon();
    }

    void bringSoon(PointerKey key) {
        pointers.add(key);
        soon();
    }

    /** Ahead of the thousands that may be on their way since the store is back: another node may be asked for it next. */
    void bringNow(StoreKey key) {
        bring(key).whenComplete((done, away) -> {
            if (away != null) {
                health.failed(away);
            }
            if (awaits(key)) {
                soon();
            }
        });
    }

    boolean awaits(StoreKey key) {
        return waiting.containsKey(key);
    }

    /** After a pause; while the store is away its return is what to wait for. */
    private void soon() {
        health.later(() -> {
            if (health.isUp()) {
                all();
            }
        });
    }

    /** What nobody else has comes first. */
    private void everything() {
        all().thenRun(() -> {
            own.keys().forEach(key -> add(key, false));
            pointers.addAll();
            all();
        });
    }

    /** @return completes when a round is over, whether or not all came through */
    CompletionStage<Void> all() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> running = underWay.compareAndExchange(null, end);
        if (running != null) {
            return running.copy();
        }
        rounds.begin(ways()).whenComplete((all, defect) -> {
            underWay.set(null);
            if (defect != null) {
                health.failed(defect);
            }
            if (!waiting.isEmpty() || !pointers.isEmpty()) {
                soon();
            }
            end.complete(null);
        });
        return end.copy();
    }

    /** Callers' keys come last: what they point at shall be there. */
    private Map<Object, Supplier<CompletionStage<Void>>> ways() {
        Map<Object, Supplier<CompletionStage<Void>>> ways = new LinkedHashMap<>();
        waiting.keySet().forEach(key -> ways.put(key, () -> bring(key)));
        ways.putAll(pointers.ways());
        return ways;
    }

    private CompletionStage<Void> bring(StoreKey key) {
        if (!(own.look(key) instanceof Lookup.Fresh fresh)) {
            waiting.remove(key);
            return CompletableFuture.completedFuture(null);
        }
        return carrier.bring(key, fresh.envelope(), waiting.getOrDefault(key, false))
                .thenAccept(stored -> stored.ifPresent(winner -> keep(key, fresh.envelope(), winner)));
    }

    /** Keeps the winner here too, unless a call of this node has ended meanwhile: what that made waits for the next round. */
    private void keep(StoreKey key, Envelope brought, Envelope winner) {
        waiting.compute(key, (same, refresh) -> own.replace(key, brought, winner) ? null : refresh);
    }
}
