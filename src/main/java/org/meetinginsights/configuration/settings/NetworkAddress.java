package org.meetinginsights.configuration.settings;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Whether other machines can reach what listens on an address. */
final class NetworkAddress {

    /** Hazelcast also accepts patterns and host names. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]+");

    private NetworkAddress() {}

    /** True for a non-loopback address of this machine, for the wildcard address, and for what is no address. */
    static boolean isReachableByOthers(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return true;
        }
        try {
            InetAddress here = InetAddress.getByName(address);
            return !here.isLoopbackAddress()
                    && (here.isAnyLocalAddress() || NetworkInterface.getByInetAddress(here) != null);
        } catch (UnknownHostException | SocketException e) {
            return true; // It cannot be ruled out.
        }
    }

    /** True for localhost and for a loopback address. No other host name is looked up. */
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
