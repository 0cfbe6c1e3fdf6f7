package org.meetinginsights.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A node that gets a SIGTERM while it pays for something. */
@Tag("matrix")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GracefulStopClusterIT {

    /** Liberty would wait for callers this long. */
    private static final Duration QUIESCE = Duration.ofSeconds(30);

    private Cluster cluster;
    private LibertyNode stopping;
    private LibertyNode staying;
    private long stopsBefore;

    @BeforeAll
    void start() {
        cluster = Cluster.start("GracefulStopClusterIT", Mode.EMBEDDED, 2, 0);
        stopping = cluster.nodes().get(0);
        staying = cluster.nodes().get(1);
    }

    @AfterAll
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void whole() {
        cluster.heal();
        stopsBefore = stops();
    }

    @Test
    void answersWhatItHasBegunAndLeavesTheResultToTheOthers() {
        String meeting = Meeting.fresh("begun");
        CompletableFuture<Exchange> begun = begin(meeting, Duration.ofSeconds(5));

        Duration stop = stopping.stop();

        Exchange answer = begun.join();
        assertThat(answer.cacheStatus()).as(answer.toString()).contains("; stored");
        assertThat(stop).isLessThan(QUIESCE);
        assertStored(meeting, answer.body());
    }

    @Test
    void answersACallerWhoWaitsLongerThanTheServerWould() {
        String meeting = Meeting.fresh("long");
        CompletableFuture<Exchange> begun = begin(meeting, QUIESCE.plusSeconds(8));
        CompletableFuture<Exchange> waiting = Balancer.ask(staying, meeting);

        Duration stop = stopping.stop();

        Exchange answer = begun.join();
        assertThat(answer.cacheStatus()).as(answer.toString()).contains("; stored");
        assertThat(waiting.join().cacheStatus()).contains("; collapsed");
        assertThat(stop).isGreaterThan(QUIESCE);
        assertStored(meeting, answer.body());
    }

    @Test
    void isNotReadyButServesWhatIsStoredWhileItAnswers() {
        String stored = Meeting.fresh("stored");
        Balancer.ask(stopping, stored).join();
        begin(Meeting.fresh("meanwhile"), Duration.ofSeconds(8));

        CompletableFuture<Duration> stop = CompletableFuture.supplyAsync(stopping::stop);

        await().atMost(Duration.ofSeconds(3)).until(() -> !stopping.isReady());
        Exchange hit = Balancer.ask(stopping, stored).join();
        Exchange refused = Balancer.ask(stopping, Meeting.fresh("refused")).join();
        assertThat(hit.isHit()).as(hit.toString()).isTrue();
        assertThat(refused.body()).contains("/problems/stopping");
        assertThat(stop).isNotDone();
        stop.join();
    }

    private CompletableFuture<Exchange> begin(String meeting, Duration call) {
        cluster.model().take(meeting, call);
        CompletableFuture<Exchange> begun = Balancer.ask(stopping, meeting);
        await("the model is asked").until(() -> cluster.model().calls(meeting) == 1);
        return begun;
    }

    private void assertStored(String meeting, String body) {
        Exchange replayed = Balancer.ask(staying, meeting).join();
        assertThat(replayed.isHit()).as(replayed.toString()).isTrue();
        assertThat(replayed.body()).isEqualTo(body);
        assertThat(cluster.model().calls(meeting)).isEqualTo(1);
        assertThat(stops() - stopsBefore).isEqualTo(1);
    }

    /** Stops that have finished the one call, in all of the node's lives. */
    private long stops() {
        return stopping.process()
                .printed()
                .lines()
                .filter(line -> line.endsWith("[STOPPING] calls finished=1 | released=0"))
                .count();
    }
}
