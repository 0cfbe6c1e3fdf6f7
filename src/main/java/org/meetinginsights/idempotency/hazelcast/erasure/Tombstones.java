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
import java.util.regex.Pattern;
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
    private static final Duration STILL_WAITED_FOR = Duration.ofSeconds(5);
    private static final long NEVER = -1;

    private final AtomicReference<CompletableFuture<Void>> reading = new AtomicReference<>();
    private final RecentIds met = new RecentIds();
    private final HazelcastLink link;
    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final HedgedWrite write;
    private final Heartbeat heartbeat;
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
            Heartbeat heartbeat,
            Erasures erasures,
            Clock clock,
            Runnable onReturn) {
        this.link = link;
        this.maps = maps;
        this.calls = calls;
        this.write = new HedgedWrite(maps::erasures, calls);
        this.heartbeat = heartbeat;
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
        calls.blocking(TO_READ, this::readAll).whenComplete((read, away) -> {
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
    private Void readAll() {
        listen();
        heartbeat.others().read(maps.nodes());
        heartbeat.succeed();
        Map<String, Instant> there = new HashMap<>();
        for (Map.Entry<String, String> entry : maps.erasures().entrySet()) {
            Tombstone.read(entry.getKey(), entry.getValue()).ifPresent(tombstone -> {
                there.merge(
                        tombstone.erasure().scope().text(), tombstone.erasure().at(), Tombstones::later);
                hear(tombstone, false);
            });
        }
        for (Erasure mine : erasures.all()) {
            if (there.getOrDefault(mine.scope().text(), Instant.EPOCH).isBefore(mine.at())) {
                bring(mine);
            }
        }
        return null;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** Anew for each connection: after a merge nobody says whether the registrations are still there. */
    private synchronized void listen() {
        long connection = link.connection();
        if (listening != connection) {
            listeners.forEach(Runnable::run);
            listeners.clear();
            add(maps.erasures(), (EntryAddedListener<String, String>) event -> told(event, true));
            add(maps.erasures(), (EntryMergedListener<String, String>) event -> told(event, false));
            add(maps.nodes(), heartbeat.others());
            listening = connection;
        }
    }

    private void add(IMap<String, String> map, MapListener listener) {
        UUID id = map.addEntryListener(listener, true);
        listeners.add(() -> map.removeEntryListener(id));
    }

    private void told(EntryEvent<String, String> event, boolean mayBeNow) {
        Tombstone.read(event.getKey(), event.getValue())
                .ifPresent(tombstone -> hear(tombstone, mayBeNow && tombstone.now()));
    }

    private void hear(Tombstone tombstone, boolean now) {
        if (met.add(tombstone.id())) {
            if (now) {
                erasures.apply(tombstone.erasure());
            } else {
                erasures.learn(tombstone.erasure());
            }
        }
        if (now || isStillWaitedFor(tombstone)) {
            heartbeat.hear(tombstone.id());
        }
    }

    private boolean isStillWaitedFor(Tombstone tombstone) {
        return tombstone.erasure().at().plus(STILL_WAITED_FOR).isAfter(clock.instant());
    }

    private void bring(Erasure erasure) {
        Tombstone tombstone = Tombstone.of(erasure, false);
        met.add(tombstone.id());
        Duration left = Duration.between(clock.instant(), erasure.at().plus(erasures.keptFor()));
        maps.erasures().set(tombstone.key(0), tombstone.value(), Math.max(1, left.toSeconds()), TimeUnit.SECONDS);
    }

    /** Completes when the cluster has taken it. What this node itself has of it must be erased before. */
    CompletionStage<Void> announce(Tombstone tombstone) {
        met.add(tombstone.id());
        return write.put(tombstone::key, tombstone.value(), erasures.keptFor())
                .thenAccept(taken -> removeEarlier(tombstone));
    }

    /** A later tombstone says all that an earlier one of the same scope says. One that stays does no harm. */
    private void removeEarlier(Tombstone tombstone) {
        String scope = Pattern.quote(tombstone.erasure().scope().text());
        calls.blocking(TO_TIDY, () -> {
            maps.erasures()
                    .removeAll(Predicates.and(
                            Predicates.regex("__key", scope + "/.*"),
                            Predicates.lessThan(
                                    "this", Tombstone.time(tombstone.erasure().at()))));
            return null;
        });
    }
}
