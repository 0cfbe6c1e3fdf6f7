package org.meetinginsights.configuration.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.store.Claims;

/** Reads the keys that start with {@code HAZELCAST_}. Refuses plain text that leaves this machine unless it is allowed. */
final class HazelcastSettingsReader {

    private static final int DEFAULT_PORT = 5_701;
    private static final String DEFAULT_INTERFACE = "127.0.0.1";
    private static final String MEMBERS = "HAZELCAST_MEMBERS";
    private static final String KUBERNETES = "kubernetes";

    private final ConfigurationValues values;

    HazelcastSettingsReader(ConfigurationValues values) {
        this.values = values;
    }

    /** @param maxSizeMb limit of the map and the near cache together; the map gets half of it */
    HazelcastSettings read(Settings.CacheBackend backend, int maxSizeMb, Duration timeToLive) {
        int port = values.integer("HAZELCAST_PORT", DEFAULT_PORT, 1, 65_535);
        Discovery discovery = discovery(backend, port);
        String address = values.text("HAZELCAST_INTERFACE").orElse(DEFAULT_INTERFACE);
        if (values.text("CACHE_ENCRYPTION_KEY").isEmpty()) {
            refusePlainText(discovery, address);
        }
        return new HazelcastSettings(
                values.text("HAZELCAST_CLUSTER_NAME").orElse("meeting-insights"),
                discovery,
                address,
                port,
                Math.max(1, maxSizeMb / 2),
                timeToLive,
                Claims.LEASE);
    }

    private Discovery discovery(Settings.CacheBackend backend, int port) {
        Optional<String> members = values.text(MEMBERS);
        if (members.isEmpty() && backend == Settings.CacheBackend.CLIENT) {
            values.reject(MEMBERS, "", "the list of Hazelcast members, as CACHE_BACKEND is client");
        }
        return members.map(list -> parsed(list, port)).orElseGet(Discovery.None::new);
    }

    private Discovery parsed(String list, int port) {
        try {
            if (list.startsWith(KUBERNETES + "://")) {
                URI service = authority(list);
                return new Discovery.KubernetesService(service.getHost(), portOf(service, port));
            }
            return new Discovery.Addresses(Arrays.stream(list.split(",", -1))
                    .map(entry -> address(entry, port))
                    .toList());
        } catch (IllegalArgumentException e) {
            values.reject(MEMBERS, list, "host:port[,host:port…] or kubernetes://name-of-a-headless-service[:port]");
            return new Discovery.None();
        }
    }

    private static String address(String entry, int port) {
        URI member = authority("hazelcast://" + entry.strip());
        return member.getHost() + ":" + portOf(member, port);
    }

    private static int portOf(URI uri, int otherwise) {
        return uri.getPort() < 0 ? otherwise : uri.getPort();
    }

    /** @throws IllegalArgumentException if it has more than a host and a port, or no host */
    private static URI authority(String text) {
        try {
            URI uri = new URI(text).parseServerAuthority();
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Reported by the caller, like a URI with too many or too few parts.
        }
        throw new IllegalArgumentException("Not a host with or without a port");
    }

    /** Hazelcast Community has neither TLS nor credentials. */
    private void refusePlainText(Discovery discovery, String address) {
        String condition =
                ", unless CACHE_ENCRYPTION_KEY is set: to a key, or to none, which sends results in plain text";
        if (NetworkAddress.isReachableByOthers(address)) {
            values.reject("HAZELCAST_INTERFACE", address, "a loopback address such as 127.0.0.1" + condition);
        }
        if (!areOnThisMachine(discovery)) {
            values.reject(
                    MEMBERS,
                    values.text(MEMBERS).orElse(""),
                    "members on this machine, such as 127.0.0.1:5701" + condition);
        }
    }

    private static boolean areOnThisMachine(Discovery discovery) {
        if (discovery instanceof Discovery.Addresses listed) {
            List<String> addresses = listed.addresses();
            return addresses.stream()
                    .map(address -> address.substring(0, address.lastIndexOf(':')))
                    .allMatch(NetworkAddress::isLoopback);
        }
        return discovery instanceof Discovery.None
                || discovery instanceof Discovery.KubernetesService service
                        && NetworkAddress.isLoopback(service.dnsName());
    }
}
