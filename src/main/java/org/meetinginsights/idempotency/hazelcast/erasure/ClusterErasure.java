package org.meetinginsights.idempotency.hazelcast.erasure;

import com.hazelcast.query.Predicate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.erasure.Erasure;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.hazelcast.connection.BoundedCalls;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;

/**
 * Erases everywhere. It puts a tombstone first, so that nothing is taken in or given away any more; waits until the other nodes
 * have acknowledged it, a second at most; and removes then what lies in the maps, when nobody puts anything there. What cannot
 * be removed now is removed later. Thread-safe.
 */
public final class ClusterErasure {

    /** Between two heartbeats, and between two reads of what this node may not have been told. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    /** With the way there and back it is a second. */
    private static final Duration TO_ACKNOWLEDGE = Duration.ofMillis(900);

    private static final Duration TO_REMOVE = Duration.ofSeconds(10);

    private final HazelcastLink link;
    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final Erasures erasures;
    private final Clock clock;
    private final Consumer<Instant> removeErased;
    private final Heartbeat heartbeat;
    private final NodeRegistry registry;
    private final Acknowledgements acknowledgements;
    private final Tombstones tombstones;
    private volatile boolean mayHaveErased;

    /**
     * @param calls of its own, off the path of any request
     * @param erasures what this node knows to be erased; the cluster's are added to it
     * @param removeErased removes from the maps what was made up to a time and has been erased; blocks
     */
    public ClusterErasure(
            HazelcastLink link,
            StoreMaps maps,
            BoundedCalls calls,
            Erasures erasures,
            Clock clock,
            Consumer<Instant> removeErased) {
        String self = UUID.randomUUID().toString();
        this.link = link;
        this.maps = maps;
        this.calls = calls;
        this.erasures = erasures;
        this.clock = clock;
        this.removeErased = removeErased;
        this.heartbeat = new Heartbeat(self, maps, calls, clock);
        this.registry = new NodeRegistry(self, maps, calls);
        this.acknowledgements = new Acknowledgements(self, maps, calls);
        this.tombstones = new Tombstones(link, maps, calls, acknowledgements, erasures, clock, this::onReturn);
    }

    /**
     * From now on the other nodes know this one.
     *
     * @param name for operators, of {@code A-Z a-z 0-9 . _ : -}
     */
    public void appear(String name) {
        heartbeat.appear(name);
        link.every(INTERVAL, this::maintain);
    }

    /** In good order: nobody waits for this node any more. Blocks for a second at most. */
    public void leave() {
        heartbeat.leave();
    }

    /** Completes when this node knows what was erased in the cluster that it is connected to. */
    public CompletionStage<Void> known() {
        return tombstones.known();
    }

    public CompletionStage<Erased> erase(StoreScope scope) {
        Erasure erasure = new Erasure(scope, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Set<StoreKey> here = erasures.apply(erasure);
        Tombstone tombstone = Tombstone.of(erasure, true);
        CompletionStage<Set<String>> missing =
                acknowledgements.missing(tombstone.id(), registry.nodes(TO_ACKNOWLEDGE), TO_ACKNOWLEDGE);
        CompletionStage<Boolean> put = tombstones
                .put(tombstone)
                .toCompletableFuture()
                .copy()
                .orTimeout(TO_ACKNOWLEDGE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((taken, away) -> away == null);
        return put.thenCompose(taken ->
                missing.thenCompose(names -> removed(scope, taken).thenApply(there -> erased(here, there, names))));
    }

    private static Erased erased(Set<StoreKey> here, Optional<Set<StoreKey>> there, Set<String> missing) {
        return new Erased(here, missing)
                .and(there.map(removed -> new Erased(removed, Set.of())).orElse(Erased.NOT_IN_THE_CLUSTER));
    }

    /** What was there; nothing if nobody knows. */
    private CompletionStage<Optional<Set<StoreKey>>> removed(StoreScope scope, boolean taken) {
        if (!taken) {
            mayHaveErased = true;
            return calls.answered(Optional.empty());
        }
        return calls.blocking(TO_REMOVE, () -> remove(scope)).handle((removed, away) -> {
            if (away != null) {
                mayHaveErased = true;
            }
            return Optional.ofNullable(removed);
        });
    }

    private Set<StoreKey> remove(StoreScope scope) {
        ScopePattern pattern = new ScopePattern(scope);
        Predicate<String, byte[]> erased = pattern.ofKeys();
        Set<StoreKey> removed =
                maps.results().keySet(erased).stream().map(StoreKey::new).collect(Collectors.toSet());
        maps.results().removeAll(erased);
        maps.index().removeAll(pattern.ofKeys());
        maps.records().removeAll(pattern.ofRecords());
        return removed;
    }

    /** The cluster may have what is erased: it was away, or has merged. */
    private void onReturn() {
        mayHaveErased = true;
        heartbeat.beat();
    }

    private void maintain() {
        known().thenRun(() -> {
            heartbeat.beat();
            registry.nodes(INTERVAL);
            tombstones.read();
            removeLater();
        });
    }

    /** Removes what came back, or stayed. Nothing of that is given away meanwhile. */
    private void removeLater() {
        Optional<Instant> latest = erasures.all().stream().map(Erasure::at).max(Comparator.naturalOrder());
        if (mayHaveErased && latest.isPresent()) {
            mayHaveErased = false;
            calls.run(TO_REMOVE, () -> removeErased.accept(latest.get())).exceptionally(away -> {
                mayHaveErased = true;
                return null;
            });
        }
    }
}
