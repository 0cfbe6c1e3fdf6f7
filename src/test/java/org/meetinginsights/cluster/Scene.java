package org.meetinginsights.cluster;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
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

    /** Until a request has got as far as to wait for another one's call. */
    private static final Duration ARRIVAL = Duration.ofMillis(300);

    /** Until everybody has heard of an event. */
    private static final Duration HEARD = Duration.ofSeconds(3);

    /** One of the traffic, on a machine that is busy. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(1);

    private static final Duration NOTICED = Duration.ofSeconds(20);

    /** A claim ends by itself after 20 s, and whoever waits for it looks from time to time. */
    private static final Duration LEASE_IS_OVER = Duration.ofSeconds(25);

    /** How long the sides of a conflict have to agree: until own copies are looked at again, and a bit. */
    private static final Duration AGREEMENT = Duration.ofSeconds(40);

    private final Cluster cluster;
    private final Event event;
    private final Role role;
    private final List<LibertyNode> survivors;
    private final KnownAnswers before = new KnownAnswers();
    private final KnownAnswers meanwhile = new KnownAnswers();
    private final KnownAnswers all = new KnownAnswers();
    private final Set<String> stored = new HashSet<>();
    private final List<Exchange> lost = new ArrayList<>();
    private final List<String> astray = new ArrayList<>();
    private final List<Exchange> refused = new ArrayList<>();
    private final List<Exchange> agedHits = new ArrayList<>();
    private long happenedAt;
    private Duration dropped = Duration.ZERO;
    private long wokeAt = Long.MAX_VALUE;
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
        List<Exchange> popular = store("popular", nodes);
        before.add(store("before", nodes));
        try (Traffic traffic =
                Traffic.start(nodes, popular.stream().map(Exchange::meeting).toList(), PER_SECOND)) {
            pass(BREATH);
            held = HeldCall.start(cluster.model(), nodes.get(0), nodes.subList(1, nodes.size()));
            pass(ARRIVAL);
            assertThat(held.unansweredAt(nodes)).as("who waits for the call").hasSameSizeAs(nodes);
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
        if (event.losesWhatIsShared()) {
            // What was stored before is only where somebody has a copy; what was stored since is carried over.
            lost.addAll(all.lostAt(nodes, tally.madeSince(happenedAt + HEARD.toNanos(), survivors)));
        } else {
            lost.addAll(before.lostAt(nodes));
            lost.addAll(all.lostAt(nodes));
        }
    }

    private List<Exchange> store(String when, List<LibertyNode> nodes) {
        List<Exchange> answers = KnownAnswers.store(when, nodes, STORED);
        answers.stream().filter(answer -> !answer.isOk()).forEach(refused::add);
        answers.forEach(answer -> stored.add(answer.meeting()));
        return answers;
    }

    /**
     * To be called in the moment in which one has frozen: survivors replay what they have had for so long that they would
     * rather ask again whether it is still so.
     */
    void replayed(KnownAnswers aged) {
        List<Exchange> replayed = aged.askedAt(survivors);
        agedHits.addAll(replayed);
        lost.addAll(aged.lostIn(replayed));
    }

    /** To be called while it lasts: what survivors store now will be known later, and what they knew they know. */
    void meanwhile() {
        meanwhile.add(store("meanwhile", survivors));
        // In an outage and on the smaller side of a split a node knows nothing for sure but what it answered itself.
        boolean alone = event == Event.OUTAGE || event == Event.SPLIT;
        lost.addAll(alone ? before.lostWhereAnswered(survivors) : before.lostAt(survivors));
    }

    /** To be called right after one has frozen: waits until survivors believe it to be dead. */
    void awaitMembers(int members) {
        await("the others are " + members)
                .atMost(NOTICED)
                .until(() -> survivors.stream().allMatch(node -> node.clusterSize() == members));
        dropped = sinceItHappened(System.nanoTime());
    }

    /** To be called later: they must not have lost each other over it, and nobody waits any more for what it had begun. */
    void withoutTheFrozen(int members) {
        survivors.stream()
                .filter(node -> node.clusterSize() != members)
                .forEach(node -> astray.add(node.name() + " sees " + node.clusterSize() + " members"));
        long deadline = happenedAt + LEASE_IS_OVER.toNanos();
        await("who waited")
                .forever()
                .until(() -> held.unansweredAt(survivors), waiting -> waiting.isEmpty() || System.nanoTime() > deadline)
                .forEach(waiting -> astray.add(waiting + " still waits for the call that was running"));
    }

    /** To be called right before a frozen one goes on. */
    void wakes() {
        wokeAt = System.nanoTime();
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

    /** Of the requests that waited for the held call those that nobody may leave without an answer. */
    List<Exchange> waited() {
        return held.answers().stream()
                .filter(answer -> survivors.contains(answer.node()))
                .toList();
    }

    /** How often the held call was made. */
    int heldCalls() {
        return held.calls();
    }

    /** New meetings that a node did not answer which had to. */
    List<Exchange> refused() {
        return refused;
    }

    /** Survivors that for a while took nothing from the balancer. */
    Set<String> absent() {
        return tally.absent(survivors);
    }

    /** Survivors that answered nothing after it had happened. */
    List<String> silent() {
        return survivors.stream()
                .filter(node -> tally.answersSince(happenedAt, List.of(node)).isEmpty())
                .map(LibertyNode::name)
                .toList();
    }

    /** Where a survivor did not replay what it had answered itself. */
    List<Exchange> forgotten() {
        return tally.forgotten(survivors);
    }

    /** Where a node that should have had an answer had none or another one. */
    List<Exchange> lost() {
        return lost;
    }

    /** Survivors that did not see each other any more. */
    List<String> astray() {
        return astray;
    }

    /** Calls beyond the one that has to be paid for each meeting. */
    int extraCalls() {
        return payments().again(meetings()).values().stream()
                .mapToInt(calls -> calls.size() - 1)
                .sum();
    }

    /** Meetings that were paid again without need, by whom and when. */
    List<String> paidWithoutNeed() {
        return payments().withoutNeed(meetings()).entrySet().stream()
                .map(paid -> paid.getKey()
                        + paid.getValue().stream()
                                .map(payment -> " " + payment.payer() + " after " + sinceItHappened(payment.at()))
                                .toList())
                .toList();
    }

    /** When a frozen one was taken for dead, and which nodes left the shared store for a while: for a test that fails. */
    String circumstances() {
        return "dropped after " + dropped
                + cluster.nodes().stream()
                        .flatMap(node -> node.process()
                                .printed()
                                .lines()
                                .filter(line -> line.contains("[CACHE BACKEND]"))
                                .map(line -> node.name() + " " + line))
                        .collect(joining("\n", "\n", "\n"));
    }

    private Duration sinceItHappened(long nanos) {
        return Duration.ofNanos(nanos - happenedAt);
    }

    private Payments payments() {
        return new Payments(
                cluster, event, survivors, this::mayHaveBeenCutShort, this::isNew, this::isBesideAWokenServer);
    }

    private boolean isNew(String meeting) {
        return mayHaveBeenCutShort(meeting)
                || !stored.contains(meeting)
                        && tally.firstSent(meeting)
                                .map(sent -> sent >= happenedAt)
                                .orElse(true);
    }

    private boolean isBesideAWokenServer(Payment payment) {
        return role == Role.SERVER && payment.at() > wokeAt;
    }

    private boolean mayHaveBeenCutShort(String meeting) {
        return meeting.equals(held.meeting())
                || !stored.contains(meeting)
                        && tally.firstSent(meeting)
                                .filter(sent -> happenedAt - LONGEST_CALL.toNanos() < sent
                                        && sent < happenedAt + HEARD.toNanos())
                                .isPresent();
    }

    /** All that anybody asked for. */
    private Set<String> meetings() {
        return Stream.of(before, meanwhile, all)
                .flatMap(known -> known.meetings().stream())
                .collect(toSet());
    }

    /** Of the traffic and of what was replayed in the moment in which one froze. */
    Duration longestHit() {
        return Stream.concat(
                        Stream.of(tally.longestHit(survivors)),
                        agedHits.stream().map(Exchange::duration))
                .max(Comparator.naturalOrder())
                .orElseThrow();
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
