package org.meetinginsights.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What two nodes promise in either mode, in few minutes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Smoke {

    private static final Duration LEASE = Duration.ofSeconds(20);

    /** Long before the lease is over, on a machine that is busy with other tests. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final Mode mode;
    private Cluster cluster;
    private LibertyNode first;
    private LibertyNode second;

    Smoke(Mode mode) {
        this.mode = mode;
    }

    @BeforeAll
    void start() {
        cluster = Cluster.start(getClass().getSimpleName(), mode, 2, 2);
        first = cluster.nodes().get(0);
        second = cluster.nodes().get(1);
    }

    @AfterAll
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void whole() {
        cluster.ensureWhole();
    }

    @Test
    void aHundredEqualRequestsAtOnceCostOneCall() {
        String meeting = Meeting.fresh("equal");
        cluster.model().take(meeting, Duration.ofSeconds(1));

        List<Exchange> answers = together(IntStream.range(0, 100)
                .mapToObj(i -> Balancer.ask(cluster.nodes().get(i % 2), meeting)));

        assertThat(answers).allMatch(Exchange::isOk);
        assertThat(answers)
                .extracting(Exchange::body)
                .containsOnly(answers.get(0).body());
        assertThat(cluster.model().calls(meeting)).isEqualTo(1);
    }

    @Test
    void theResultOfOneNodeIsAHitOnTheOther() {
        String meeting = Meeting.fresh("shared");

        Exchange paid = Balancer.ask(first, meeting).join();
        Exchange replayed = Balancer.ask(second, meeting).join();

        assertThat(paid.cacheStatus()).contains("fwd=uri-miss; stored");
        assertThat(replayed.isHit()).as(replayed.toString()).isTrue();
        assertThat(replayed.body()).isEqualTo(paid.body());
    }

    @Test
    void whoeverWaitsForAKilledNodeTakesOver() {
        String meeting = Meeting.fresh("orphaned");
        cluster.model().take(meeting, Duration.ofSeconds(30));
        Balancer.ask(second, meeting);
        await().until(() -> cluster.model().calls(meeting) == 1);
        CompletableFuture<Exchange> waiting = Balancer.ask(first, meeting);
        cluster.model().take(meeting, Duration.ofMillis(100));

        long killed = System.nanoTime();
        second.process().kill();
        Exchange answer = waiting.join();
        Duration waited = Duration.ofNanos(System.nanoTime() - killed);

        assertThat(answer.isOk()).as(answer.toString()).isTrue();
        assertThat(cluster.model().calls(meeting)).isEqualTo(2);
        assertThat(waited).isLessThan(mode == Mode.CLIENT ? LEASE.plusSeconds(3) : AT_ONCE);
    }

    @Test
    void anOutageOfHazelcastFailsNoRequestAndWhatIsStoredMeanwhileIsSharedLater() {
        Exchange before = Balancer.ask(first, Meeting.fresh("before")).join();
        List<Member> lost = mode == Mode.CLIENT ? List.copyOf(cluster.servers()) : List.of(second);
        List<LibertyNode> survivors = mode == Mode.CLIENT ? cluster.nodes() : List.of(first);
        long warnings = warnings();
        try (Traffic traffic = Traffic.start(survivors, List.of(before.meeting()), 20)) {
            await().until(() -> traffic.requests() > 20);
            lost.forEach(member -> member.process().kill());
            outage(survivors);
            Exchange meanwhile = Balancer.ask(first, Meeting.fresh("meanwhile")).join();
            assertThat(meanwhile.isOk()).as(meanwhile.toString()).isTrue();
            lost.forEach(Member::start);
            cluster.awaitWhole();
            Tally tally = traffic.stop();

            assertThat(tally.failed()).isEmpty();
            assertThat(tally.longestHit(survivors))
                    .isLessThan(Duration.ofMillis(500).plus(tally.machine()));
            Exchange later = Balancer.ask(second, meanwhile.meeting()).join();
            assertThat(later.isHit()).as(later.toString()).isTrue();
            assertThat(later.body()).isEqualTo(meanwhile.body());
            if (mode == Mode.CLIENT) {
                assertThat(warnings() - warnings).isEqualTo(1);
            }
        }
    }

    /** In client mode the nodes have lost their cluster; of an embedded cluster the survivor is all there is. */
    private void outage(List<LibertyNode> survivors) {
        if (mode == Mode.CLIENT) {
            for (LibertyNode node : survivors) {
                await(node.name()).until(() -> node.backend().equals("memory"));
                assertThat(node.metric("cache_backend_up", "backend=\"memory\""))
                        .isEqualTo(1);
                assertThat(node.metric("cache_backend_up", "backend=\"client\""))
                        .isZero();
            }
        } else {
            await().until(() -> first.clusterSize() == 1);
        }
    }

    private long warnings() {
        return first.process()
                .printed()
                .lines()
                .filter(line -> line.contains("[CACHE BACKEND] memory | hazelcast client does not answer"))
                .count();
    }

    private static List<Exchange> together(Stream<CompletableFuture<Exchange>> requests) {
        return requests.toList().stream().map(CompletableFuture::join).toList();
    }
}
