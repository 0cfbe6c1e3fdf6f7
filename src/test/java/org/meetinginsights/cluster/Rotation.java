package org.meetinginsights.cluster;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The nodes that a balancer sends requests to: those whose readiness was up when it last looked. Thread-safe. */
final class Rotation implements AutoCloseable {

    private static final long LOOK_MILLIS = 250;

    private final List<LibertyNode> nodes;
    private final Set<LibertyNode> ready = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock;

    /** All of them are ready now. */
    Rotation(List<LibertyNode> nodes) {
        this.nodes = List.copyOf(nodes);
        ready.addAll(nodes);
        // One thread for each: a frozen node does not answer, and the others are looked at meanwhile.
        clock = Executors.newScheduledThreadPool(nodes.size());
        nodes.forEach(node -> clock.scheduleWithFixedDelay(() -> look(node), 0, LOOK_MILLIS, MILLISECONDS));
    }

    /** In the order in which this request should try them. */
    List<LibertyNode> from(int turn) {
        List<LibertyNode> order = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            LibertyNode node = nodes.get(Math.floorMod(turn + i, nodes.size()));
            if (ready.contains(node)) {
                order.add(node);
            }
        }
        return order.isEmpty() ? nodes : order;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void look(LibertyNode node) {
        if (node.isReady()) {
            ready.add(node);
        } else {
            ready.remove(node);
        }
    }
}
