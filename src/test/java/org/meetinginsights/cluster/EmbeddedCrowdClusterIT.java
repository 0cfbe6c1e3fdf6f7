package org.meetinginsights.cluster;

/** Three nodes that are the cluster. */
class EmbeddedCrowdClusterIT extends Crowd {

    EmbeddedCrowdClusterIT() {
        super(Mode.EMBEDDED);
    }
}
