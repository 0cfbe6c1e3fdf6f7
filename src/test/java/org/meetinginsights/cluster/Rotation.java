package org.meetinginsights.cluster;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The nodes that a balancer sends requests to. Looks as often as the one that is shipped ({@code inter 1s fall 2 rise 1}): a
 * node that stops has to be ready no more for so long before it takes no request. Thread-safe.
 */
final class Rotation implements AutoCloseable {

    private static final long LOOK_MILLIS = 1_000;
    private static final int FALL = 2;

    private final List<LibertyNode> nodes;
    private final Map<LibertyNode, Integer> failures = new ConcurrentHashMap<>();
    private final Set<LibertyNode> left = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock;

    /** All of them are ready now. */
    Rotation(List<LibertyNode> nodes) {
        this.nodes = List.copyOf(nodes);
        // One thread for each: a frozen node does not answer, and the others are looked at meanwhile.
        clock = Executors.newScheduledThreadPool(nodes.size());
        nodes.forEach(node -> clock.scheduleWithFixedDelay(() -> look(node), 0, LOOK_MILLIS, MILLISECONDS));
    }

    /** In the order in which this request should try them. */
    List<LibertyNode> from(int turn) {
        List<LibertyNode> order = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            LibertyNode node = nodes.get(Math.floorMod(turn + i, nodes.size()));
            if (isIn(node)) {
                order.add(node);
            }
        }
        return order.isEmpty() ? nodes : order;
    }

    /** Nodes that it sent nothing to for a while. */
    Set<LibertyNode> left() {
        return Set.copyOf(left);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void look(LibertyNode node) {
        if (node.isReady()) {
            failures.remove(node);
        } else if (failures.merge(node, 1, Integer::sum) >= FALL) {
            left.add(node);
        }
    }

    private boolean isIn(LibertyNode node) {
        return failures.getOrDefault(node, 0) < FALL;
    }
}
