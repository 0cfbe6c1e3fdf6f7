package org.meetinginsights.idempotency.hazelcast.erasure;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.meetinginsights.idempotency.hazelcast.connection.BoundedCalls;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;

/** Tells the other nodes that this one is there. Thread-safe. */
final class Heartbeat {

    private static final Duration TO_LEAVE = Duration.ofSeconds(1);

    private final String id;
    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final HedgedWrite write;
    private final Clock clock;
    private volatile Optional<String> name = Optional.empty();
    private volatile CompletionStage<Void> latest = CompletableFuture.completedFuture(null);

    Heartbeat(String id, StoreMaps maps, BoundedCalls calls, Clock clock) {
        this.id = id;
        this.maps = maps;
        this.calls = calls;
        this.write = new HedgedWrite(maps::heartbeats, calls);
        this.clock = clock;
    }

    void appear(String asName) {
        name = Optional.of(asName);
    }

    void beat() {
        name.map(mine -> new Node(id, mine, clock.instant()).value())
                .ifPresent(value ->
                        latest = write.put(copy -> Node.key(id, copy), value, MemberConfiguration.NODE_REMEMBERED_FOR));
    }

    /** In good order: nobody waits for this node any more. Blocks for a second at most. */
    void leave() {
        if (name.isPresent()) {
            name = Optional.empty();
            // Not before the last heartbeat is there, or it would stay.
            latest.handle((written, away) -> null)
                    .thenCompose(ended -> remove())
                    .exceptionally(away -> null)
                    .toCompletableFuture()
                    .copy()
                    .completeOnTimeout(null, TO_LEAVE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    private CompletionStage<Void> remove() {
        return CompletableFuture.allOf(IntStream.range(0, HedgedWrite.MOST_COPIES)
                .mapToObj(copy -> calls.answer(TO_LEAVE, () -> maps.heartbeats().removeAsync(Node.key(id, copy))))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }
}
