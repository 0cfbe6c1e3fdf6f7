package org.meetinginsights.cluster;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/**
 * Something happens to processes of a cluster under steady traffic, while one node has a claim, and what came of it. For
 * one thread.
 */
final class Scene {

    private static final int STORED = 30;
    private static final int PER_SECOND = 30;
    private static final Duration BREATH = Duration.ofSeconds(2);

    /** How long the sides of a conflict have to agree: until own copies are looked at again, and a bit. */
    private static final Duration AGREEMENT = Duration.ofSeconds(40);

    private final Cluster cluster;
    private final List<LibertyNode> survivors;
    private final boolean outage;
    private final KnownAnswers before = new KnownAnswers();
    private final KnownAnswers meanwhile = new KnownAnswers();
    private final KnownAnswers all = new KnownAnswers();
    private final List<Exchange> lost = new ArrayList<>();
    private HeldCall held;
    private Tally tally;

    /**
     * @param survivors nodes that are to serve on as if nothing had happened
     * @param outage whether the cluster forgets what was stored before, but for each node's own copies
     */
    Scene(Cluster cluster, List<LibertyNode> survivors, boolean outage) {
        this.cluster = cluster;
        this.survivors = survivors;
        this.outage = outage;
    }

    /** @param event returns when it is over, but for members that are to be started again */
    void play(Runnable event) {
        List<LibertyNode> nodes = cluster.nodes();
        List<Exchange> popular = KnownAnswers.store("popular", nodes, STORED);
        before.add(KnownAnswers.store("before", nodes, STORED));
        try (Traffic traffic =
                Traffic.start(nodes, popular.stream().map(Exchange::meeting).toList(), PER_SECOND)) {
            pass(BREATH);
            held = HeldCall.start(cluster.model(), nodes.get(0), nodes.subList(1, nodes.size()));
            event.run();
            meanwhile.add(answersOfSurvivors());
            meanwhile.add(KnownAnswers.store("meanwhile", survivors, STORED));
            lost.addAll(outage ? before.lostWhereAnswered(survivors) : before.lostAt(survivors));
            cluster.heal();
            pass(BREATH);
            tally = traffic.stop();
        }
        all.add(tally.exchanges());
        lost.addAll(meanwhile.lostAt(nodes));
        if (!outage) {
            lost.addAll(before.lostAt(nodes));
            lost.addAll(all.lostAt(nodes));
        }
    }

    /** For the time that something is to last. */
    static void pass(Duration time) {
        Awaitility.with().pollDelay(time).await().atMost(time.plusSeconds(5)).until(() -> true);
    }

    HeldCall held() {
        return held;
    }

    Tally tally() {
        return tally;
    }

    /** What requests got that waited at survivors for the held call. */
    List<Exchange> answersOfSurvivors() {
        return held.answers().stream()
                .filter(answer -> survivors.contains(answer.node()))
                .toList();
    }

    /** Where a node that should have had an answer had none or another one. */
    List<Exchange> lost() {
        return lost;
    }

    /** Calls beyond the one that has to be paid. */
    int extraCalls(String meeting) {
        return Math.max(0, cluster.model().calls(meeting) - 1);
    }

    Map<String, Integer> extraCallsOfTraffic() {
        return tally.meetings().stream().collect(toMap(identity(), this::extraCalls));
    }

    Duration longestHit() {
        return tally.longestHit(survivors);
    }

    Duration longest() {
        return tally.longest(survivors);
    }

    /** Meetings about which the nodes still do not say the same when they have had the time to agree. */
    Set<String> disagreements() {
        return await("one answer for each meeting")
                .atMost(AGREEMENT)
                .until(() -> all.ambiguousAt(cluster.nodes()), Set::isEmpty);
    }
}
