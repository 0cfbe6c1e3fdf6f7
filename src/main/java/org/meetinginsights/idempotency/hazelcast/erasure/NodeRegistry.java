package org.meetinginsights.idempotency.hazelcast.erasure;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.hazelcast.connection.BoundedCalls;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;

/** The other nodes, by their heartbeats. Nodes are not only members: where members stand alone they are clients. Thread-safe. */
final class NodeRegistry {

    private final String self;
    private final StoreMaps maps;
    private final BoundedCalls calls;
    private volatile List<Node> lastRead = List.of();

    /** @param self the id of this node, which is not one of the others */
    NodeRegistry(String self, StoreMaps maps, BoundedCalls calls) {
        this.self = self;
        this.maps = maps;
        this.calls = calls;
    }

    /** Those of the last read if the map does not answer in time: a frozen member must not keep anybody from knowing the others. */
    CompletionStage<List<Node>> nodes(Duration limit) {
        return calls.blocking(limit, this::read).exceptionally(away -> lastRead);
    }

    private List<Node> read() {
        Map<String, Node> all = new HashMap<>();
        maps.heartbeats()
                .values()
                .forEach(value -> Node.read(value).ifPresent(node -> all.merge(node.id(), node, Node::later)));
        lastRead = all.values().stream()
                .filter(node -> !node.id().equals(self))
                .filter(node -> all.values().stream().noneMatch(node::isReplacedBy))
                .toList();
        return lastRead;
    }
}
