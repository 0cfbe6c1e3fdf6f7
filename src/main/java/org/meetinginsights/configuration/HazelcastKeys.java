package org.meetinginsights.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.meetinginsights.idempotency.envelope.EncryptedEnvelopes;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;

/** Reads the keys that start with {@code HAZELCAST_}, and whether what they open may be open. */
final class HazelcastKeys {

    private static final int DEFAULT_PORT = 5_701;
    private static final String DEFAULT_INTERFACE = "127.0.0.1";
    private static final String MEMBERS = "HAZELCAST_MEMBERS";
    private static final String KUBERNETES = "kubernetes";
    private static final String ENCRYPTION = "CACHE_ENCRYPTION_KEY";
    private static final String PLAIN_TEXT = "none";

    private final KeyReader keys;

    HazelcastKeys(KeyReader keys) {
        this.keys = keys;
    }

    Settings.Hazelcast read(Settings.CacheBackend backend) {
        int port = keys.integer("HAZELCAST_PORT", DEFAULT_PORT, 1, 65_535);
        Discovery discovery = discovery(backend, port);
        String address = keys.text("HAZELCAST_INTERFACE").orElse(DEFAULT_INTERFACE);
        if (keys.text(ENCRYPTION).isEmpty()) {
            refuseToSendPlainText(discovery, address);
        }
        return new Settings.Hazelcast(
                keys.text("HAZELCAST_CLUSTER_NAME").orElse("meeting-insights"),
                port,
                address,
                discovery,
                keys.secretsOr(PLAIN_TEXT, ENCRYPTION, EncryptedEnvelopes.KEY_BYTES));
    }

    private Discovery discovery(Settings.CacheBackend backend, int port) {
        Optional<String> members = keys.text(MEMBERS);
        if (members.isEmpty() && backend == Settings.CacheBackend.CLIENT) {
            keys.complain(MEMBERS, "", "the list of Hazelcast members, as CACHE_BACKEND is client");
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
            keys.complain(MEMBERS, list, "host:port[,host:port…] or kubernetes://name-of-a-headless-service[:port]");
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
            // Said by the caller, as for what has too much or too little.
        }
        throw new IllegalArgumentException("Not a host with or without a port");
    }

    /** Hazelcast Community knows neither TLS nor credentials: whoever lets plain text leave this machine has to say so. */
    private void refuseToSendPlainText(Discovery discovery, String address) {
        String condition =
                ", unless CACHE_ENCRYPTION_KEY is set: to a key, or to none, which sends results in plain text";
        if (Reachability.isOpenToOthers(address)) {
            keys.complain("HAZELCAST_INTERFACE", address, "a loopback address such as 127.0.0.1" + condition);
        }
        if (!areOnThisMachine(discovery)) {
            keys.complain(
                    MEMBERS,
                    keys.text(MEMBERS).orElse(""),
                    "members on this machine, such as 127.0.0.1:5701" + condition);
        }
    }

    private static boolean areOnThisMachine(Discovery discovery) {
        if (discovery instanceof Discovery.Addresses listed) {
            List<String> addresses = listed.addresses();
            return addresses.stream()
                    .map(address -> address.substring(0, address.lastIndexOf(':')))
                    .allMatch(Reachability::isLoopback);
        }
        return discovery instanceof Discovery.None
                || discovery instanceof Discovery.KubernetesService service
                        && Reachability.isLoopback(service.dnsName());
    }
}
