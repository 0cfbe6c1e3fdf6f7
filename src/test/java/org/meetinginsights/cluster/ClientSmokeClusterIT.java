package org.meetinginsights.cluster;

/** Two nodes that are clients of two Hazelcast servers. */
class ClientSmokeClusterIT extends Smoke {

    ClientSmokeClusterIT() {
        super(Mode.CLIENT);
    }
}
