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
 * Recognises requests that somebody on this machine makes. Others may reach a listener that the configuration does not know
 * of, which their address shows. A page from elsewhere that a browser on this machine shows can have its own host name lead
 * here, which {@code Host} shows. A proxy on this machine can bring anybody along, and that is seen only if it leaves
 * {@code Host} as it was or adds a header of proxies; one that does neither is not recognised.
 */
final class LocalRequest {

    /** So that no name is looked up. */
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
