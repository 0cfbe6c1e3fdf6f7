package org.meetinginsights.cluster;

import org.junit.jupiter.api.Test;

/** Three nodes that are clients of two Hazelcast servers. */
class ClientMatrixClusterIT extends Matrix {

    ClientMatrixClusterIT() {
        super(Mode.CLIENT);
    }

    @Test
    void aRollingRestartOfAllNodesIsNotNoticed() {
        roll(Role.ALL, cluster().nodes());
    }

    @Test
    void aRollingRestartOfAllServersIsNotNoticed() {
        roll(Role.SERVER, cluster().servers());
    }
}
