package org.meetinginsights.idempotency.hazelcast;

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
import java.util.stream.Collectors;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.erasure.Erasure;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;

/**
 * Erases everywhere: marks first, so that nothing is taken in or given away any more; waits until the nodes have heard of it,
 * a second at most; and sweeps then, when nobody puts anything there. What cannot be swept now is swept later. Thread-safe.
 */
final class ClusterErasure {

    /** With the way there and back it is a second. */
    private static final Duration TO_BE_HEARD = Duration.ofMillis(900);

    private static final Duration TO_SWEEP = Duration.ofSeconds(10);

    private final SharedErasures shared;
    private final KnownNodes nodes;
    private final StoreMaps maps;
    private final ResultIndex index;
    private final BoundedCalls calls;
    private final Erasures erasures;
    private final Clock clock;
    private volatile boolean mayHaveErased;

    ClusterErasure(
            SharedErasures shared,
            KnownNodes nodes,
            StoreMaps maps,
            ResultIndex index,
            BoundedCalls calls,
            Erasures erasures,
            Clock clock) {
        this.shared = shared;
        this.nodes = nodes;
        this.maps = maps;
        this.index = index;
        this.calls = calls;
        this.erasures = erasures;
        this.clock = clock;
    }

    CompletionStage<Erased> erase(StoreScope scope) {
        Erasure erasure = new Erasure(scope, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Set<StoreKey> here = erasures.apply(erasure);
        Marker marker = Marker.of(erasure, true);
        CompletionStage<Set<String>> silent = nodes.silentAbout(marker.id(), TO_BE_HEARD);
        CompletionStage<Boolean> told = shared.announce(marker)
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
                    index.removeErased(maps.results(), latestErasure);
                    return null;
                })
                .exceptionally(away -> {
                    mayHaveErased = true;
                    return null;
                });
    }
}
