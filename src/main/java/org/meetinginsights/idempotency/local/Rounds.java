package org.meetinginsights.idempotency.local;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * Brings things to the shared store one after another: a node that comes back with thousands must not fill the way of its
 * requests to the store. What does not come through keeps nothing else from it: the next one begins after as long as a request
 * waits, and as the store gives up a call after three seconds, about ten are under way at most. They come last the next time.
 * Thread-safe, for one round at a time.
 */
final class Rounds {

    private final Set<Object> inVain = ConcurrentHashMap.newKeySet();
    private final SharedStoreHealth health;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    /**
     * @param health is told of each failure; nothing more is brought while the store is away
     * @param timer tells when to go on
     */
    Rounds(SharedStoreHealth health, Clock clock, ScheduledExecutorService timer) {
        this.health = health;
        this.clock = clock;
        this.timer = timer;
    }

    /**
     * @param ways how each thing is brought
     * @return completes when all have ended, whether or not they came through
     */
    CompletionStage<Void> begin(Map<?, Supplier<CompletionStage<Void>>> ways) {
        inVain.retainAll(ways.keySet());
        List<?> inOrder = ways.keySet().stream()
                .sorted(Comparator.comparing(inVain::contains))
                .toList();
        Queue<CompletableFuture<Void>> begun = new ConcurrentLinkedQueue<>();
        CompletionStage<Void> line = CompletableFuture.completedFuture(null);
        for (Object thing : inOrder) {
            line = line.thenCompose(previous -> {
                CompletableFuture<Void> end = bring(thing, ways.get(thing)).toCompletableFuture();
                begun.add(end);
                return forAWhile(end);
            });
        }
        return line.thenCompose(all -> CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new)));
    }

    private CompletionStage<Void> bring(Object thing, Supplier<CompletionStage<Void>> way) {
        return health.isUp()
                ? way.get().handle((brought, away) -> note(thing, away))
                : CompletableFuture.completedFuture(null);
    }

    private Void note(Object thing, Throwable away) {
        if (away == null) {
            inVain.remove(thing);
        } else {
            inVain.add(thing);
            health.failed(away);
        }
        return null;
    }

    private CompletionStage<Void> forAWhile(CompletionStage<Void> end) {
        return new Patience(Patience.OF_A_REQUEST, health, clock, timer)
                .limit(end)
                .exceptionally(stillUnderWay -> null);
    }
}
