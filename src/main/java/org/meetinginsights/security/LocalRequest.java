package org.meetinginsights.security;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises requests that somebody on this machine makes. A page from elsewhere that a browser on this machine shows can
 * have its own host name lead here, and a proxy can bring anybody along; both can be seen in a request's headers.
 */
final class LocalRequest {

    private static final Pattern LOCAL_HOST = Pattern.compile("(?i:localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");
    private static final Set<String> OF_PROXIES = Set.of("forwarded", "via");
    private static final String ALSO_OF_PROXIES = "x-forwarded-";

    private LocalRequest() {}

    static boolean is(MultivaluedMap<String, String> headers) {
        List<String> hosts = headers.getOrDefault(HttpHeaders.HOST, List.of());
        return hosts.size() == 1
                && LOCAL_HOST.matcher(hosts.get(0)).matches()
                && headers.keySet().stream().noneMatch(LocalRequest::isOfAProxy);
    }

    private static boolean isOfAProxy(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return OF_PROXIES.contains(name) || name.startsWith(ALSO_OF_PROXIES);
    }
}
