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

    Cluster cluster() {
        return cluster;
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

    private static List<Exchange> together(Stream<CompletableFuture<Exchange>> requests) {
        return requests.toList().stream().map(CompletableFuture::join).toList();
    }
}
