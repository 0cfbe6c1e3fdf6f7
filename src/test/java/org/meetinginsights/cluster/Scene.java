package org.meetinginsights.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Something happens to processes of a cluster under steady traffic, while one node has a claim, and what came of it. For
 * one thread.
 */
final class Scene {

    private static final int STORED = 30;
    private static final int PER_SECOND = 30;
    private static final Duration BREATH = Duration.ofSeconds(2);

    /** Around an event: calls that it cut short, and until everybody has heard of it. */
    private static final long JUST_BEFORE = Duration.ofSeconds(1).toNanos();

    private static final long JUST_AFTER = Duration.ofSeconds(3).toNanos();

    /** How long the sides of a conflict have to agree: until own copies are looked at again, and a bit. */
    private static final Duration AGREEMENT = Duration.ofSeconds(40);

    private final Cluster cluster;
    private final Event event;
    private final Role role;
    private final List<LibertyNode> survivors;
    private final KnownAnswers before = new KnownAnswers();
    private final KnownAnswers meanwhile = new KnownAnswers();
    private final KnownAnswers all = new KnownAnswers();
    private final List<Exchange> lost = new ArrayList<>();
    private final List<String> astray = new ArrayList<>();
    private long happenedAt;
    private HeldCall held;
    private Tally tally;

    /** @param survivors nodes that are to serve on as if nothing had happened */
    Scene(Cluster cluster, Event event, Role role, List<LibertyNode> survivors) {
        this.cluster = cluster;
        this.event = event;
        this.role = role;
        this.survivors = survivors;
    }

    /** @param happening returns when it is over, but for members that are to be started again; calls {@link #meanwhile} */
    void play(Runnable happening) {
        List<LibertyNode> nodes = cluster.nodes();
        List<Exchange> popular = KnownAnswers.store("popular", nodes, STORED);
        before.add(KnownAnswers.store("before", nodes, STORED));
        try (Traffic traffic =
                Traffic.start(nodes, popular.stream().map(Exchange::meeting).toList(), PER_SECOND)) {
            pass(BREATH);
            held = HeldCall.start(cluster.model(), nodes.get(0), nodes.subList(1, nodes.size()));
            happenedAt = System.nanoTime();
            happening.run();
            meanwhile.add(held.answers());
            cluster.heal();
            pass(BREATH);
            tally = traffic.stop();
        }
        all.add(tally.exchanges());
        all.add(held.answers());
        lost.addAll(meanwhile.lostAt(nodes));
        if (event != Event.OUTAGE) {
            lost.addAll(before.lostAt(nodes));
            lost.addAll(all.lostAt(nodes));
        }
    }

    /** To be called while it lasts: what survivors store now will be known later, and what they knew they know. */
    void meanwhile() {
        meanwhile.add(KnownAnswers.store("meanwhile", survivors, STORED));
        // In an outage and on the smaller side of a split a node knows nothing for sure but what it answered itself.
        boolean alone = event == Event.OUTAGE || event == Event.SPLIT;
        lost.addAll(alone ? before.lostWhereAnswered(survivors) : before.lostAt(survivors));
    }

    /** To be called when one that has frozen is believed to be dead: the others must not have lost each other over it. */
    void withoutTheFrozen(int members) {
        survivors.stream()
                .filter(node -> node.clusterSize() != members)
                .forEach(node -> astray.add(node.name() + " sees " + node.clusterSize() + " members"));
    }

    /** For the time that something is to last. */
    static void pass(Duration time) {
        Awaitility.with().pollDelay(time).await().atMost(time.plusSeconds(5)).until(() -> true);
    }

    Event event() {
        return event;
    }

    Role role() {
        return role;
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

    /** Who paid for each meeting for which more than one call was made, of all that anybody asked for. */
    Map<String, List<String>> paidAgain() {
        Map<String, List<String>> payers = new HashMap<>();
        Stream.of(before, meanwhile, all)
                .flatMap(known -> known.meetings().stream())
                .forEach(meeting -> payers.put(meeting, cluster.model().payers(meeting)));
        payers.values().removeIf(calls -> calls.size() <= 1);
        return payers;
    }

    /** Survivors that did not see each other any more. */
    List<String> astray() {
        return astray;
    }

    /** Calls beyond the one that has to be paid for each meeting. */
    int extraCalls() {
        return paidAgain().values().stream().mapToInt(calls -> calls.size() - 1).sum();
    }

    /** How many of them are in order. */
    int allowedExtraCalls(String meeting) {
        int nodes = cluster.nodes().size();
        if (meeting.equals(held.meeting())) {
            return event.extraCalls(role, nodes);
        }
        boolean meanwhile = tally.firstSent(meeting)
                .map(sent -> sent - happenedAt)
                .filter(after -> -JUST_BEFORE < after && after < JUST_AFTER)
                .isPresent();
        return meanwhile ? event.extraCallsMeanwhile(role, nodes) : event.extraCallsOfOthers(nodes);
    }

    Duration longestHit() {
        return tally.longestHit(survivors);
    }

    /** What a hit may take on this machine while nothing happens. */
    Duration longestCalmHit() {
        return tally.longestHitUntil(happenedAt);
    }

    Duration longest() {
        return tally.longest(survivors);
    }

    /** Meetings about which the nodes still do not say the same when they have had the time to agree. */
    Set<String> disagreements() {
        long deadline = System.nanoTime() + AGREEMENT.toNanos();
        return await("agreement")
                .forever()
                .until(
                        () -> all.ambiguousAt(cluster.nodes()),
                        meetings -> meetings.isEmpty() || System.nanoTime() > deadline);
    }
}
