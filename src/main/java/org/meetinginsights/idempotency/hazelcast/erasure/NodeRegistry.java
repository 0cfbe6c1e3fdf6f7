package org.meetinginsights.idempotency.hazelcast.erasure;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryMergedListener;
import com.hazelcast.map.listener.EntryRemovedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;

/**
 * The nodes that this node knows of, and which tombstones they say they have heard of. It is told and does not ask: a member
 * that is frozen must not keep anybody from knowing about the others. Thread-safe.
 */
final class NodeRegistry
        implements EntryAddedListener<String, String>,
                EntryUpdatedListener<String, String>,
                EntryMergedListener<String, String>,
                EntryRemovedListener<String, String> {

    private final ConcurrentMap<String, Node> nodes = new ConcurrentHashMap<>();
    private final List<Hearing> hearings = new CopyOnWriteArrayList<>();
    private final String self;
    private final Clock clock;

    /** @param self the id of this one, which need not be told */
    NodeRegistry(String self, Clock clock) {
        this.self = self;
        this.clock = clock;
    }

    /** One tombstone, and who has not said yet that it has heard of it. */
    private record Hearing(String tombstoneId, Map<String, String> silent, CompletableFuture<Void> heardByAll) {

        void hear(Node node) {
            if (node.heard().contains(tombstoneId)) {
                silent.remove(node.id());
            }
            leaveOut();
        }

        void leaveOut(String nodeId) {
            silent.remove(nodeId);
            leaveOut();
        }

        private void leaveOut() {
            if (silent.isEmpty()) {
                heardByAll.complete(null);
            }
        }
    }

    /** The names of those that have not said within the time that they have heard of a tombstone. */
    CompletionStage<Set<String>> silentAbout(String tombstoneId, Duration limit) {
        Instant oldest = clock.instant().minus(MemberConfiguration.NODE_REMEMBERED_FOR);
        Map<String, String> silent = nodes.values().stream()
                .filter(node -> !node.lastSign().isBefore(oldest))
                .collect(Collectors.toConcurrentMap(Node::id, Node::name));
        Hearing hearing = new Hearing(tombstoneId, silent, new CompletableFuture<>());
        hearings.add(hearing);
        hearing.leaveOut();
        return hearing.heardByAll()
                .copy()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .handle((all, late) -> {
                    hearings.remove(hearing);
                    return Set.copyOf(silent.values());
                });
    }

    /** Reads all that are there now. Blocks. */
    void read(IMap<String, String> map) {
        // Those before, because one that comes while this reads may be missing in what is read.
        Set<String> gone = new HashSet<>(nodes.keySet());
        ConcurrentMap<String, Node> there = new ConcurrentHashMap<>();
        for (Map.Entry<String, String> entry : map.entrySet()) {
            Node.read(entry.getKey(), entry.getValue()).ifPresent(node -> put(there, node));
        }
        gone.removeAll(there.keySet());
        nodes.keySet().removeAll(gone);
        there.values().forEach(node -> put(nodes, node));
    }

    /** Those of the same name of which there has been no sign since: this process has taken their place. */
    List<String> predecessors(String name, Instant since) {
        return nodes.values().stream()
                .filter(node -> node.name().equals(name) && node.lastSign().isBefore(since))
                .map(Node::id)
                .toList();
    }

    private void put(ConcurrentMap<String, Node> into, Node node) {
        if (!node.id().equals(self)) {
            into.merge(node.id(), node, Node::later);
        }
    }

    private void told(EntryEvent<String, String> event) {
        Node.read(event.getKey(), event.getValue()).ifPresent(node -> {
            put(nodes, node);
            hearings.forEach(hearing -> hearing.hear(node));
        });
    }

    @Override
    public void entryAdded(EntryEvent<String, String> event) {
        told(event);
    }

    @Override
    public void entryUpdated(EntryEvent<String, String> event) {
        told(event);
    }

    @Override
    public void entryMerged(EntryEvent<String, String> event) {
        told(event);
    }

    /** It has left in good order. */
    @Override
    public void entryRemoved(EntryEvent<String, String> event) {
        String id = Node.idOf(event.getKey());
        nodes.remove(id);
        hearings.forEach(hearing -> hearing.leaveOut(id));
    }
}
