package org.meetinginsights.cluster;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Steady load: so many requests per second, whether or not the earlier ones are answered. Nine of ten are about meetings
 * that were asked for before; each tenth is about a new one, and the request after it too, which finds the first one's
 * call running, on another node. Every response is kept.
 */
final class Traffic implements AutoCloseable {

    private static final long SECOND = 1_000_000_000L;
    private static final int NEW_ONE_IN = 10;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Queue<CompletableFuture<Exchange>> sent = new ConcurrentLinkedQueue<>();
    private final MachinePauses pauses = new MachinePauses();
    private final List<String> meetings;
    private final Rotation rotation;
    private final Balancer balancer;
    private final long startedAt = System.nanoTime();
    private final int perSecond;
    private int number;

    private Traffic(List<LibertyNode> nodes, List<String> known, int perSecond) {
        this.perSecond = perSecond;
        this.rotation = new Rotation(nodes);
        this.balancer = new Balancer(rotation::from);
        this.meetings = new CopyOnWriteArrayList<>(known);
    }

    /**
     * @param nodes in front of which the balancer stands
     * @param known meetings that are stored already
     */
    static Traffic start(List<LibertyNode> nodes, List<String> known, int perSecond) {
        Traffic traffic = new Traffic(nodes, known, perSecond);
        traffic.clock.scheduleAtFixedRate(traffic::sendOne, 0, SECOND / perSecond, NANOSECONDS);
        return traffic;
    }

    /** Ends the load and waits until every request has its answer. */
    Tally stop() {
        long due = (System.nanoTime() - startedAt) * perSecond / SECOND;
        close();
        List<Exchange> exchanges = sent.stream().map(CompletableFuture::join).toList();
        return new Tally(exchanges, due, balancer.turnedAway(), rotation.left(), pauses.longest());
    }

    int requests() {
        return sent.size();
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(5, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pauses.close();
        rotation.close();
    }

    private void sendOne() {
        sent.add(balancer.send(next()));
    }

    private String next() {
        number++;
        if (number % NEW_ONE_IN == 0) {
            meetings.add(Meeting.fresh("traffic"));
        }
        int which = number % NEW_ONE_IN < 2 && number >= NEW_ONE_IN
                ? meetings.size() - 1
                : ThreadLocalRandom.current().nextInt(meetings.size());
        return meetings.get(which);
    }
}
