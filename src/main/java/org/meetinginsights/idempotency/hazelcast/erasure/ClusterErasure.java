package org.meetinginsights.idempotency.hazelcast.erasure;

import com.hazelcast.query.Predicate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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
 * Erases everywhere: marks first, so that nothing is taken in or given away any more; waits until the nodes have heard of it,
 * a second at most; and sweeps then, when nobody puts anything there. What cannot be swept now is swept later. Thread-safe.
 */
public final class ClusterErasure {

    /** With the way there and back it is a second. */
    private static final Duration TO_BE_HEARD = Duration.ofMillis(900);

    private static final Duration TO_SWEEP = Duration.ofSeconds(10);

    private final Tombstones shared;
    private final NodeRegistry nodes;
    private final HazelcastLink link;
    private final StoreMaps maps;
    private final Heartbeat heartbeat;
    private final Consumer<Instant> removeErased;
    private final BoundedCalls calls;
    private final Erasures erasures;
    private final Clock clock;
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
        this.link = link;
        this.maps = maps;
        this.calls = calls;
        this.erasures = erasures;
        this.clock = clock;
        this.removeErased = removeErased;
        this.heartbeat = new Heartbeat(maps, calls, clock);
        this.nodes = heartbeat.others();
        this.shared = new Tombstones(link, maps, calls, heartbeat, erasures, clock, this::onReturn);
    }

    /** @param name for operators, of {@code A-Z a-z 0-9 . _ : -} */
    public void appear(String name) {
        heartbeat.appear(name);
        link.every(Upkeep.INTERVAL, new Upkeep(link, maps, shared, heartbeat, this));
    }

    /** In good order: nobody waits for this node any more. Blocks for a second at most. */
    public void leave() {
        heartbeat.leave();
    }

    /** Completes when this node knows what was erased in the cluster that it is connected to. */
    public CompletionStage<Void> known() {
        return shared.known();
    }

    public CompletionStage<Erased> erase(StoreScope scope) {
        Erasure erasure = new Erasure(scope, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Set<StoreKey> here = erasures.apply(erasure);
        Tombstone tombstone = Tombstone.of(erasure, true);
        CompletionStage<Set<String>> silent = nodes.silentAbout(tombstone.id(), TO_BE_HEARD);
        CompletionStage<Boolean> told = shared.announce(tombstone)
                .toCompletableFuture()
                .copy()
                .orTimeout(TO_BE_HEARD.toMillis(), TimeUnit.MILLISECONDS)
                .handle((taken, away) -> away == null);
        return told.thenCompose(taken -> silent.thenCompose(names -> taken
                ? swept(scope).thenApply(there -> erased(here, there, names))
                : notSwept().thenApply(there -> erased(here, there, names))));
    }

    private static Erased erased(Set<StoreKey> here, Optional<Set<StoreKey>> there, Set<String> silent) {
        Set<String> notReached = new HashSet<>(silent);
        if (there.isEmpty()) {
            notReached.add(Erased.CLUSTER);
        }
        return new Erased(here, Set.of()).and(new Erased(there.orElse(Set.of()), notReached));
    }

    private CompletionStage<Optional<Set<StoreKey>>> notSwept() {
        onReturn();
        return calls.answered(Optional.empty());
    }

    /** What was there; nothing if nobody knows. */
    private CompletionStage<Optional<Set<StoreKey>>> swept(StoreScope scope) {
        return calls.blocking(TO_SWEEP, () -> sweep(scope)).handle((removed, away) -> {
            if (away != null) {
                onReturn();
            }
            return Optional.ofNullable(removed);
        });
    }

    private Set<StoreKey> sweep(StoreScope scope) {
        ScopePattern pattern = new ScopePattern(scope);
        Predicate<String, byte[]> erased = pattern.ofKeys();
        Set<StoreKey> removed =
                maps.results().keySet(erased).stream().map(StoreKey::new).collect(Collectors.toSet());
        maps.results().removeAll(erased);
        maps.index().removeAll(pattern.ofKeys());
        maps.pointers().removeAll(pattern.ofPointers());
        return removed;
    }

    /** The cluster may have what is erased: it was away, has merged, or was not swept. */
    void onReturn() {
        mayHaveErased = true;
    }

    /** Sweeps what came back, or stayed; to be asked every few seconds. Nothing of that is given away meanwhile. */
    void sweepLater() {
        if (mayHaveErased) {
            erasures.all().stream()
                    .map(Erasure::at)
                    .max(Comparator.naturalOrder())
                    .ifPresentOrElse(this::sweepReturned, () -> mayHaveErased = false);
        }
    }

    private void sweepReturned(Instant latestErasure) {
        calls.blocking(TO_SWEEP, () -> {
                    mayHaveErased = false;
                    removeErased.accept(latestErasure);
                    return null;
                })
                .exceptionally(away -> {
                    mayHaveErased = true;
                    return null;
                });
    }
}
