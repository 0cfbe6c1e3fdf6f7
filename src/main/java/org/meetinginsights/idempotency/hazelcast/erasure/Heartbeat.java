package org.meetinginsights.idempotency.hazelcast.erasure;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.meetinginsights.idempotency.hazelcast.connection.BoundedCalls;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;

/**
 * Tells the other nodes that this one is there, and which tombstones it has heard of. Nodes are not only members: most of them
 * are clients where members stand alone. Thread-safe.
 */
final class Heartbeat {

    static final Duration SIGN_EVERY = Duration.ofSeconds(5);

    private static final Duration SILENT_FOR = SIGN_EVERY.multipliedBy(3);
    private static final Duration TO_LEAVE = Duration.ofSeconds(1);

    private final String id = UUID.randomUUID().toString();
    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final HedgedWrite writes;
    private final NodeRegistry others;
    private final Clock clock;
    private List<String> heard = new ArrayList<>();
    private Optional<String> name = Optional.empty();
    private volatile CompletionStage<Void> lastSign = CompletableFuture.completedFuture(null);
    private boolean writing;

    Heartbeat(StoreMaps maps, BoundedCalls calls, Clock clock) {
        this.maps = maps;
        this.calls = calls;
        this.writes = new HedgedWrite(maps::nodes, calls);
        this.others = new NodeRegistry(id, clock);
        this.clock = clock;
    }

    NodeRegistry others() {
        return others;
    }

    /** From now on it is a node that the others know of. */
    synchronized void appear(String asName) {
        name = Optional.of(asName);
    }

    /** Takes the place of those that had this node's name and ended without a word. */
    void succeed() {
        presentName()
                .map(mine -> others.predecessors(mine, clock.instant().minus(SILENT_FOR)))
                .orElse(List.of())
                .forEach(this::remove);
    }

    private synchronized Optional<String> presentName() {
        return name;
    }

    void hear(String tombstoneId) {
        if (noted(tombstoneId)) {
            sign();
        }
    }

    private synchronized boolean noted(String tombstoneId) {
        return name.isPresent() && heard.add(tombstoneId);
    }

    /** One at a time: what is heard meanwhile goes with the next one. */
    void sign() {
        next().ifPresent(node -> {
            CompletionStage<Void> write = writes.put(node::key, node.value(), MemberConfiguration.NODE_REMEMBERED_FOR);
            lastSign = write;
            write.whenComplete((written, away) -> {
                if (written(away != null)) {
                    sign();
                }
            });
        });
    }

    private synchronized Optional<Node> next() {
        if (writing || name.isEmpty()) {
            return Optional.empty();
        }
        writing = true;
        List<String> telling = heard;
        heard = new ArrayList<>();
        return name.map(mine -> new Node(id, mine, clock.instant(), telling));
    }

    /** Whether there is more to tell at once. What did not get through is too late for whoever waited for it. */
    private synchronized boolean written(boolean away) {
        writing = false;
        return !away && !heard.isEmpty();
    }

    /** In good order: nobody waits for this node any more. Blocks for a second at most. */
    void leave() {
        if (presentName().isPresent()) {
            disappear();
            // Not before the last sign is there, or it would stay.
            lastSign.handle((written, away) -> remove(id))
                    .thenCompose(Function.identity())
                    .exceptionally(away -> null)
                    .toCompletableFuture()
                    .copy()
                    .completeOnTimeout(null, TO_LEAVE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    private synchronized void disappear() {
        name = Optional.empty();
    }

    private CompletionStage<Void> remove(String nodeId) {
        return CompletableFuture.allOf(IntStream.range(0, HedgedWrite.MOST_COPIES)
                .mapToObj(copy -> calls.answer(TO_LEAVE, () -> maps.nodes().removeAsync(Node.key(nodeId, copy))))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }
}
