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
 * Erasures, for all nodes. Each node is told of a marker by its map, and reads the whole map when it has joined, come back
 * or merged, before it takes anything from the cluster or brings anything there; what it knows and the map does not, it
 * brings along. Thread-safe.
 */
final class SharedErasures {

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
    private final SpreadWrite write;
    private final Presence presence;
    private final Erasures erasures;
    private final Clock clock;
    private final Runnable onReturn;
    /** How to end those that were registered. */
    private final List<Runnable> listeners = new ArrayList<>();

    private volatile long known = NEVER;
    private long listening = NEVER;

    /** @param onReturn is told when the cluster may have results that it did not have before */
    SharedErasures(
            HazelcastLink link,
            StoreMaps maps,
            BoundedCalls calls,
            Presence presence,
            Erasures erasures,
            Clock clock,
            Runnable onReturn) {
        this.link = link;
        this.maps = maps;
        this.calls = calls;
        this.write = new SpreadWrite(maps::erasures, calls);
        this.presence = presence;
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
        presence.others().read(maps.nodes());
        presence.succeed();
        Map<String, Instant> there = new HashMap<>();
        for (Map.Entry<String, String> entry : maps.erasures().entrySet()) {
            Marker.read(entry.getKey(), entry.getValue()).ifPresent(marker -> {
                there.merge(marker.erasure().scope().text(), marker.erasure().at(), SharedErasures::later);
                hear(marker, false);
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
            add(maps.nodes(), presence.others());
            listening = connection;
        }
    }

    private void add(IMap<String, String> map, MapListener listener) {
        UUID id = map.addEntryListener(listener, true);
        listeners.add(() -> map.removeEntryListener(id));
    }

    private void told(EntryEvent<String, String> event, boolean mayBeNow) {
        Marker.read(event.getKey(), event.getValue()).ifPresent(marker -> hear(marker, mayBeNow && marker.now()));
    }

    private void hear(Marker marker, boolean now) {
        if (met.add(marker.id())) {
            if (now) {
                erasures.apply(marker.erasure());
            } else {
                erasures.learn(marker.erasure());
            }
        }
        if (now || isStillWaitedFor(marker)) {
            presence.hear(marker.id());
        }
    }

    private boolean isStillWaitedFor(Marker marker) {
        return marker.erasure().at().plus(STILL_WAITED_FOR).isAfter(clock.instant());
    }

    private void bring(Erasure erasure) {
        Marker marker = Marker.of(erasure, false);
        met.add(marker.id());
        Duration left = Duration.between(clock.instant(), erasure.at().plus(erasures.keptFor()));
        maps.erasures().set(marker.key(0), marker.value(), Math.max(1, left.toSeconds()), TimeUnit.SECONDS);
    }

    /** Completes when the cluster has taken it. What this node itself has of it must be erased before. */
    CompletionStage<Void> announce(Marker marker) {
        met.add(marker.id());
        return write.put(marker::key, marker.value(), erasures.keptFor()).thenAccept(taken -> removeEarlier(marker));
    }

    /** A later marker says all that an earlier one of the same scope says. One that stays does no harm. */
    private void removeEarlier(Marker marker) {
        String scope = Pattern.quote(marker.erasure().scope().text());
        calls.blocking(TO_TIDY, () -> {
            maps.erasures()
                    .removeAll(Predicates.and(
                            Predicates.regex("__key", scope + "/.*"),
                            Predicates.lessThan(
                                    "this", Marker.time(marker.erasure().at()))));
            return null;
        });
    }
}
