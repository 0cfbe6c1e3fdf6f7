package org.meetinginsights.cluster;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nodes that write plain entries become nodes that write encrypted ones, one after the other and under load. In between, nodes of
 * two kinds share their results, as in a rolling upgrade to another envelope. Also the rolling restart of an embedded cluster.
 */
@Tag("matrix")
class RollingEncryptionClusterIT {

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @Test
    void encryptionIsRolledOutInTwoStepsWithoutASecondCall() {
        try (Cluster cluster = Cluster.start("RollingEncryptionClusterIT", Mode.EMBEDDED, 3, 0)) {
            roll(cluster, "none," + KEY);
            roll(cluster, KEY + ",none");
        }
    }

    private static void roll(Cluster cluster, String keys) {
        Scene scene = new Scene(cluster, Event.ROLL, Role.ALL, cluster.nodes());
        scene.play(() -> cluster.nodes().forEach(node -> {
            node.stop();
            node.process().configure("CACHE_ENCRYPTION_KEY", keys);
            cluster.heal();
            scene.meanwhile();
        }));
        Verdict.on(Mode.EMBEDDED, scene);
    }
}
