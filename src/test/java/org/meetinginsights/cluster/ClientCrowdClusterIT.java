package org.meetinginsights.cluster;

/** Three nodes that are clients of two Hazelcast servers. */
class ClientCrowdClusterIT extends Crowd {

    ClientCrowdClusterIT() {
        super(Mode.CLIENT);
    }
}
