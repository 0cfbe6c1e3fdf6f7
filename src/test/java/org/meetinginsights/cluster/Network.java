package org.meetinginsights.cluster;

import java.util.List;

/** Where the nodes of a cluster are. */
interface Network {

    /** All on this machine's loopback interface. */
    Network LOOPBACK = new Network() {

        @Override
        public Place node(int index) {
            return new Place(List.of(), "localhost", "127.0.0.1");
        }

        @Override
        public String model() {
            return "127.0.0.1";
        }
    };

    /** @param index from 0 */
    Place node(int index);

    /** The address that the model listens on. */
    String model();

    /**
     * @param within what a command runs in to be there, before its own words
     * @param http the host that the node listens on for requests
     * @param hazelcast the address that its member listens on
     */
    record Place(List<String> within, String http, String hazelcast) {}
}
