package org.meetinginsights.idempotency.hazelcast.erasure;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.map.listener.EntryAddedListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.meetinginsights.idempotency.hazelcast.connection.BoundedCalls;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;

/**
 * Which nodes have applied a tombstone: entries {@code tombstoneId/nodeId/copy} that live for some seconds, of which the node
 * that erases is told. Thread-safe.
 */
final class Acknowledgements implements EntryAddedListener<String, String> {

    private static final String SEPARATOR = "/";

    /** By tombstone and node, while an erase waits for them. */
    private final ConcurrentMap<String, ConcurrentMap<String, CompletableFuture<Void>>> awaited =
            new ConcurrentHashMap<>();

    private final String self;
    private final HedgedWrite write;

    Acknowledgements(String self, StoreMaps maps, BoundedCalls calls) {
        this.self = self;
        this.write = new HedgedWrite(maps::acknowledgements, calls);
    }

    void acknowledge(String tombstoneId) {
        String key = tombstoneId + SEPARATOR + self + SEPARATOR;
        write.put(copy -> key + copy, "", MemberConfiguration.ACKNOWLEDGEMENT_LIFE);
    }

    /**
     * To be asked before the tombstone is put.
     *
     * @return the names of the nodes that have not acknowledged it in time
     */
    CompletionStage<Set<String>> missing(String tombstoneId, CompletionStage<List<Node>> nodes, Duration limit) {
        ConcurrentMap<String, CompletableFuture<Void>> ofNodes = new ConcurrentHashMap<>();
        awaited.put(tombstoneId, ofNodes);
        CompletableFuture<Void> late =
                new CompletableFuture<Void>().completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
        return nodes.thenCompose(expected -> {
            Map<Node, CompletableFuture<Void>> each =
                    expected.stream().collect(Collectors.toMap(node -> node, node -> of(ofNodes, node.id())));
            CompletableFuture<Void> all = CompletableFuture.allOf(each.values().toArray(CompletableFuture[]::new));
            return CompletableFuture.anyOf(all, late).thenApply(over -> {
                awaited.remove(tombstoneId);
                return expected.stream()
                        .filter(node -> !each.get(node).isDone())
                        .map(Node::name)
                        .collect(Collectors.toSet());
            });
        });
    }

    @Override
    public void entryAdded(EntryEvent<String, String> event) {
        String[] parts = event.getKey().split(SEPARATOR, -1);
        ConcurrentMap<String, CompletableFuture<Void>> ofNodes = awaited.get(parts[0]);
        if (ofNodes != null) {
            of(ofNodes, parts[1]).complete(null);
        }
    }

    private static CompletableFuture<Void> of(ConcurrentMap<String, CompletableFuture<Void>> ofNodes, String nodeId) {
        return ofNodes.computeIfAbsent(nodeId, id -> new CompletableFuture<>());
    }
}
