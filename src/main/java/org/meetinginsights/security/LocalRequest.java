package org.meetinginsights.security;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises requests from this machine, by three signs. The address must be a loopback address, because a listener may be
 * open although the configuration does not say so. {@code Host} must be local, because a web page can let its host name
 * resolve to this machine (DNS rebinding). No header of a proxy may be there, because a proxy on this machine forwards
 * requests from anywhere. A proxy that changes {@code Host} and adds no header is not recognised.
 */
final class LocalRequest {

    /** No host name is looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F]*:.*");

    private static final Pattern LOCAL_HOST = Pattern.compile("(?i:localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");
    private static final Set<String> OF_PROXIES = Set.of("forwarded", "via");
    private static final String ALSO_OF_PROXIES = "x-forwarded-";

    private LocalRequest() {}

    /** @param address where the request comes from */
    static boolean is(MultivaluedMap<String, String> headers, String address) {
        List<String> hosts = headers.getOrDefault(HttpHeaders.HOST, List.of());
        return isLoopback(address)
                && hosts.size() == 1
                && LOCAL_HOST.matcher(hosts.get(0)).matches()
                && headers.keySet().stream().noneMatch(LocalRequest::isOfAProxy);
    }

    private static boolean isLoopback(String address) {
        try {
            return ADDRESS.matcher(address).matches()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isOfAProxy(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return OF_PROXIES.contains(name) || name.startsWith(ALSO_OF_PROXIES);
    }
}
