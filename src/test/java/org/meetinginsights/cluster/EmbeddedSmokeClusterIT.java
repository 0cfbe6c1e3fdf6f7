package org.meetinginsights.cluster;

/** Two nodes that are the cluster. */
class EmbeddedSmokeClusterIT extends Smoke {

    EmbeddedSmokeClusterIT() {
        super(Mode.EMBEDDED);
    }
}
