package org.meetinginsights.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes and one, each side alive, and no cable between them. */
@Tag("matrix")
class SplitClusterIT {

    private static final int NODES = 3;
    private static final int CUT_OFF = 2;

    /** Until silence is taken for death, and a bit. */
    private static final Duration NOTICED = Duration.ofSeconds(30);

    /** The other side is looked for every 30 seconds, and is believed to be gone for some of them. */
    private static final Duration MERGED = Duration.ofSeconds(120);

    @Test
    void bothSidesServeAndAgreeAfterwards() {
        Optional<String> obstacle = SplitNetwork.obstacle();
        obstacle.ifPresent(System.out::println);
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        try (SplitNetwork network = SplitNetwork.of(NODES);
                Cluster cluster = Cluster.start("SplitClusterIT", Mode.EMBEDDED, NODES, 0, network)) {
            Scene scene = new Scene(cluster, Event.SPLIT, Role.ALL, cluster.nodes());
            scene.play(() -> {
                network.cut(CUT_OFF);
                await("two sides").atMost(NOTICED).until(() -> sizes(cluster).equals("2 2 1 "));
                Scene.pass(Duration.ofSeconds(5));
                scene.meanwhile();
                network.mend(CUT_OFF);
                await("one side").atMost(MERGED).until(cluster::isWhole);
            });
            Verdict.on(Mode.EMBEDDED, scene);
        }
    }

    private static String sizes(Cluster cluster) {
        StringBuilder sizes = new StringBuilder();
        cluster.nodes().forEach(node -> sizes.append(node.clusterSize()).append(' '));
        return sizes.toString();
    }
}
