package org.meetinginsights.configuration.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.meetinginsights.security.AccessRules;
import org.meetinginsights.security.ApiKey;
import org.meetinginsights.security.Identity;
import org.meetinginsights.security.Role;

/** Reads who may call the service. Refuses a service without API keys on a port that others can reach. */
final class AccessSettingsReader {

    private static final String API_KEYS = "API_KEYS";
    private static final String ANONYMOUS = "ALLOW_ANONYMOUS";
    private static final String HOST = "HTTP_HOST";

    private static final Pattern ENTRY =
            Pattern.compile("([a-z0-9-]{1,32}):(caller|operator|platform):([a-z0-9-]{1,32}):([0-9a-fA-F]{64})");

    private final ConfigurationValues values;

    AccessSettingsReader(ConfigurationValues values) {
        this.values = values;
    }

    AccessRules read() {
        boolean anonymous = values.flag(ANONYMOUS, false);
        Optional<String> keys = values.text(API_KEYS);
        String host = values.text(HOST).orElse("localhost");
        if (keys.isEmpty() && !anonymous && !NetworkAddress.isLoopback(host)) {
            values.reject(
                    HOST,
                    host,
                    "localhost or a loopback address, unless API_KEYS says who may call, or ALLOW_ANONYMOUS=true lets"
                            + " everybody in");
        }
        if (keys.isPresent() && anonymous) {
            values.reject(ANONYMOUS, "true", "false where API_KEYS is set");
        }
        return new AccessRules(keys.map(this::apiKeys).orElse(List.of()), anonymous);
    }

    private List<ApiKey> apiKeys(String list) {
        List<ApiKey> keys = new ArrayList<>();
        Map<String, Integer> positionsById = new HashMap<>();
        Map<String, Integer> positionsByHash = new HashMap<>();
        List<String> entries = Stream.of(list.split(",", -1)).map(String::strip).toList();
        for (int position = 1; position <= entries.size(); position++) {
            Matcher entry = ENTRY.matcher(entries.get(position - 1));
            if (!entry.matches()) {
                reject(
                        position,
                        "tenant:role:id:hash, with tenant and id of 1 to 32 characters of a-z 0-9 -, a role of caller,"
                                + " operator or platform, and the SHA-256 of the key in 64 hex digits");
                continue;
            }
            String hash = entry.group(4).toLowerCase(Locale.ROOT);
            Integer sameId = positionsById.putIfAbsent(entry.group(1) + ":" + entry.group(3), position);
            if (sameId != null) {
                reject(position, "an id that its tenant has not in entry " + sameId);
            }
            Integer sameHash = positionsByHash.putIfAbsent(hash, position);
            if (sameHash != null) {
                reject(position, "a key of its own, and not that of entry " + sameHash);
            }
            Role role = Role.of(entry.group(2)).orElseThrow();
            keys.add(new ApiKey(
                    new Identity(entry.group(1), role, entry.group(3)),
                    HexFormat.of().parseHex(hash)));
        }
        return keys;
    }

    /** Names the entry by its position, because the entry shows a hash. */
    private void reject(int position, String allowed) {
        values.reject(API_KEYS, "(not shown) in entry " + position, allowed);
    }
}
