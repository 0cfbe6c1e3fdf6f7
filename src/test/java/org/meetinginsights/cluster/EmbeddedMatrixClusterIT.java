package org.meetinginsights.cluster;

/** Three nodes that are the cluster. */
class EmbeddedMatrixClusterIT extends Matrix {

    EmbeddedMatrixClusterIT() {
        super(Mode.EMBEDDED);
    }
}
