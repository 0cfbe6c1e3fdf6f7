package org.meetinginsights.configuration;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Whether others can reach what listens on an address. */
final class Reachability {

    /** Hazelcast would match a pattern with an address of this machine, and ask for a name's. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]+");

    private Reachability() {}

    /** True for an address of this machine that is not a loopback address, for all of them, and for what is no address. */
    static boolean isOpenToOthers(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return true;
        }
        try {
            InetAddress here = InetAddress.getByName(address);
            return !here.isLoopbackAddress()
                    && (here.isAnyLocalAddress() || NetworkInterface.getByInetAddress(here) != null);
        } catch (UnknownHostException | SocketException e) {
            return true; // Nobody can say that it is not.
        }
    }

    /** True for localhost and for a loopback address; false for any other name, whatever it may stand for. */
    static boolean isLoopback(String host) {
        String bare = host.replace("[", "").replace("]", "");
        if (!ADDRESS.matcher(bare).matches()) {
            return host.equalsIgnoreCase("localhost");
        }
        try {
            return InetAddress.getByName(bare).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
