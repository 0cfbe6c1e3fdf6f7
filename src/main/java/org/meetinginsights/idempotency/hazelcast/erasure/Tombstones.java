package org.meetinginsights.idempotency.hazelcast.erasure;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryMergedListener;
import com.hazelcast.map.listener.MapListener;
import com.hazelcast.query.Predicates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.meetinginsights.idempotency.erasure.Erasure;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.hazelcast.connection.BoundedCalls;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;

/**
 * Erasures, for all nodes. Each node is told of a tombstone by its map, and reads the whole map when it has joined, come back
 * or merged, before it takes anything from the cluster or brings anything there; what it knows and the map does not, it
 * brings along. Thread-safe.
 */
final class Tombstones {

    private static final CompletionStage<Void> KNOWN = CompletableFuture.completedFuture(null);
    private static final Duration TO_READ = Duration.ofSeconds(2);
    private static final Duration TO_TIDY = Duration.ofSeconds(10);
    private static final long NEVER = -1;

    private final AtomicReference<CompletableFuture<Void>> reading = new AtomicReference<>();
    private final HazelcastLink link;
    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final HedgedWrite write;
    private final Acknowledgements acknowledgements;
    private final Erasures erasures;
    private final Clock clock;
    private final Runnable onReturn;
    /** How to end those that were registered. */
    private final List<Runnable> listeners = new ArrayList<>();

    private volatile long known = NEVER;
    private long listening = NEVER;

    /** @param onReturn is told when the cluster may have results that it did not have before */
    Tombstones(
            HazelcastLink link,
            StoreMaps maps,
            BoundedCalls calls,
            Acknowledgements acknowledgements,
            Erasures erasures,
            Clock clock,
            Runnable onReturn) {
        this.link = link;
        this.maps = maps;
        this.calls = calls;
        this.write = new HedgedWrite(maps::tombstones, calls);
        this.acknowledgements = acknowledgements;
        this.erasures = erasures;
        this.clock = clock;
        this.onReturn = onReturn;
    }

    /** Completes when this node knows what was erased in the cluster that it is connected to. */
    CompletionStage<Void> known() {
        return known == link.connection() ? KNOWN : read().thenCompose(read -> known());
    }

    /** Once more, because a message may have got lost. */
    CompletionStage<Void> read() {
        CompletableFuture<Void> ours = new CompletableFuture<>();
        CompletableFuture<Void> underWay = reading.compareAndExchange(null, ours);
        if (underWay != null) {
            return underWay;
        }
        long connection = link.connection();
        calls.run(TO_READ, this::readAll).whenComplete((read, away) -> {
            reading.set(null);
            if (away != null) {
                ours.completeExceptionally(away);
                return;
            }
            if (known != connection) {
                known = connection;
                onReturn.run();
            }
            ours.complete(null);
        });
        return ours;
    }

    /** Listens first, so that there is no gap between the two. */
    private void readAll() {
        listen();
        Map<String, Instant> there = new HashMap<>();
        maps.tombstones()
                .values()
                .forEach(value -> Tombstone.read(value).map(Tombstone::erasure).ifPresent(erasure -> {
                    there.merge(
                            erasure.scope().text(), erasure.at(), (one, other) -> one.isBefore(other) ? other : one);
                    learn(erasure);
                }));
        for (Erasure mine : erasures.all()) {
            if (there.getOrDefault(mine.scope().text(), Instant.EPOCH).isBefore(mine.at())) {
                bring(mine);
            }
        }
    }

    /** Anew for each connection: after a merge nobody says whether the registrations are still there. */
    private synchronized void listen() {
        long connection = link.connection();
        if (listening != connection) {
            listeners.forEach(Runnable::run);
            listeners.clear();
            add(maps.tombstones(), (EntryAddedListener<String, String>) this::told);
            add(maps.tombstones(), (EntryMergedListener<String, String>) this::merged);
            add(maps.acknowledgements(), acknowledgements);
            listening = connection;
        }
    }

    private void add(IMap<String, String> map, MapListener listener) {
        UUID id = map.addEntryListener(listener, true);
        listeners.add(() -> map.removeEntryListener(id));
    }

    /** A copy may come seconds after the others, from a member that was frozen. It must not erase what is newer. */
    private void told(EntryEvent<String, String> event) {
        Tombstone.read(event.getValue()).ifPresent(tombstone -> {
            if (tombstone.now() && !erasures.know(tombstone.erasure())) {
                erasures.apply(tombstone.erasure());
            }
            learn(tombstone.erasure());
            acknowledgements.acknowledge(tombstone.id());
        });
    }

    private void merged(EntryEvent<String, String> event) {
        Tombstone.read(event.getValue()).map(Tombstone::erasure).ifPresent(this::learn);
    }

    private void learn(Erasure erasure) {
        if (!erasures.know(erasure)) {
            erasures.learn(erasure);
        }
    }

    private void bring(Erasure erasure) {
        Tombstone tombstone = Tombstone.of(erasure, false);
        Duration left = Duration.between(clock.instant(), erasure.at().plus(erasures.keptFor()));
        maps.tombstones().set(tombstone.key(0), tombstone.value(), Math.max(1, left.toSeconds()), TimeUnit.SECONDS);
    }

    /** Completes when the cluster has taken it. What this node itself has of it must be erased before. */
    CompletionStage<Void> put(Tombstone tombstone) {
        return write.put(tombstone::key, tombstone.value(), erasures.keptFor())
                .thenAccept(taken -> removeEarlier(tombstone));
    }

    /** A later tombstone says all that an earlier one of the same scope says. One that stays does no harm. */
    private void removeEarlier(Tombstone tombstone) {
        calls.run(
                TO_TIDY,
                () -> maps.tombstones()
                        .removeAll(Predicates.between("__key", tombstone.firstKey(), tombstone.lastEarlierKey())));
    }
}
