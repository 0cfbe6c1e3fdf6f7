package org.meetinginsights.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two nodes that are clients of two Hazelcast servers. */
class ClientSmokeClusterIT extends Smoke {

    ClientSmokeClusterIT() {
        super(Mode.CLIENT);
    }

    @Test
    void anOutageOfHazelcastFailsNoRequestAndWhatIsStoredMeanwhileIsSharedLater() {
        List<LibertyNode> nodes = cluster().nodes();
        LibertyNode first = nodes.get(0);
        Exchange before = Balancer.ask(first, Meeting.fresh("before")).join();
        long warnings = warnings(first);
        try (Traffic traffic = Traffic.start(nodes, List.of(before.meeting()), 20)) {
            await().until(() -> traffic.requests() > 20);
            cluster().servers().forEach(server -> server.process().kill());
            nodes.forEach(ClientSmokeClusterIT::awaitMemory);
            Exchange meanwhile = Balancer.ask(first, Meeting.fresh("meanwhile")).join();
            assertThat(meanwhile.isOk()).as(meanwhile.toString()).isTrue();
            cluster().heal();
            Tally tally = traffic.stop();

            assertThat(tally.failed()).isEmpty();
            assertThat(tally.longestHit(nodes))
                    .isLessThan(Duration.ofMillis(500).plus(tally.machine()));
            Exchange later = Balancer.ask(nodes.get(1), meanwhile.meeting()).join();
            assertThat(later.isHit()).as(later.toString()).isTrue();
            assertThat(later.body()).isEqualTo(meanwhile.body());
            assertThat(warnings(first) - warnings).isEqualTo(1);
        }
    }

    private static void awaitMemory(LibertyNode node) {
        await(node.name()).until(() -> node.backend().equals("memory"));
        assertThat(node.metric("cache_backend_up", "backend=\"memory\"")).isEqualTo(1);
        assertThat(node.metric("cache_backend_up", "backend=\"client\"")).isZero();
    }

    private static long warnings(LibertyNode node) {
        return node.process()
                .printed()
                .lines()
                .filter(line -> line.contains("[CACHE BACKEND] memory | hazelcast client does not answer"))
                .count();
    }
}
