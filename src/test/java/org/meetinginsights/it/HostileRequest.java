package org.meetinginsights.it;

/**
 * A request as it goes over the wire.
 *
 * @param path without the query
 * @param framed whether it says truly where it ends; of one that does not, a closed connection is an answer
 * @param bytes all of it
 */
record HostileRequest(int number, String method, String path, boolean framed, byte[] bytes) {

    @Override
    public String toString() {
        return "request " + number + " (" + method + ", " + bytes.length + " bytes)";
    }
}
