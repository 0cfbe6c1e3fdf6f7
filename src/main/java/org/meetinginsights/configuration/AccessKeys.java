package org.meetinginsights.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.meetinginsights.security.AccessRules;
import org.meetinginsights.security.ApiKey;
import org.meetinginsights.security.Identity;
import org.meetinginsights.security.Role;

/** Reads who gets in, and whether nobody needs a key where others can come. */
final class AccessKeys {

    private static final String API_KEYS = "API_KEYS";
    private static final String ANONYMOUS = "ALLOW_ANONYMOUS";
    private static final String HOST = "HTTP_HOST";

    private static final Pattern ENTRY =
            Pattern.compile("([a-z0-9-]{1,32}):(caller|operator|platform):([a-z0-9-]{1,32}):([0-9a-fA-F]{64})");

    private final KeyReader keys;

    AccessKeys(KeyReader keys) {
        this.keys = keys;
    }

    AccessRules read() {
        boolean anonymous =
                keys.oneOf(ANONYMOUS, "false", List.of("true", "false")).equals("true");
        List<String> entries = keys.text(API_KEYS).stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .toList();
        String host = keys.text(HOST).orElse("localhost");
        if (entries.isEmpty() && !anonymous && !Reachability.isLoopback(host)) {
            keys.complain(
                    HOST,
                    host,
                    "localhost or a loopback address, unless API_KEYS says who may call, or ALLOW_ANONYMOUS=true lets"
                            + " everybody in");
        }
        if (!entries.isEmpty() && anonymous) {
            keys.complain(ANONYMOUS, "true", "false where API_KEYS is set");
        }
        return new AccessRules(apiKeys(entries), anonymous);
    }

    private List<ApiKey> apiKeys(List<String> entries) {
        List<Optional<ApiKey>> read = new ArrayList<>();
        for (String entry : entries) {
            Optional<ApiKey> key = apiKey(entry.strip());
            int position = read.size() + 1;
            if (key.isEmpty()) {
                complain(
                        position,
                        "tenant:role:id:hash, with tenant and id of 1 to 32 characters of a-z 0-9 -, a role of caller,"
                                + " operator or platform, and the SHA-256 of the key in 64 hex digits");
            }
            key.ifPresent(sound -> refuseIfTaken(sound, read, position));
            read.add(key);
        }
        return read.stream().flatMap(Optional::stream).toList();
    }

    private void refuseIfTaken(ApiKey key, List<Optional<ApiKey>> earlier, int position) {
        Identity identity = key.identity();
        first(earlier, other -> isSameName(other.identity(), identity))
                .ifPresent(taken -> complain(position, "an id that its tenant has not in entry " + taken));
        first(earlier, other -> other.isSameAs(key))
                .ifPresent(taken -> complain(position, "a key of its own, and not that of entry " + taken));
    }

    private static boolean isSameName(Identity one, Identity other) {
        return one.tenant().equals(other.tenant()) && one.keyId().equals(other.keyId());
    }

    private static Optional<Integer> first(List<Optional<ApiKey>> keys, Predicate<ApiKey> which) {
        return IntStream.range(0, keys.size())
                .filter(i -> keys.get(i).filter(which).isPresent())
                .mapToObj(i -> i + 1)
                .findFirst();
    }

    private static Optional<ApiKey> apiKey(String entry) {
        Matcher parts = ENTRY.matcher(entry);
        return parts.matches()
                ? Role.of(parts.group(2))
                        .map(role -> new ApiKey(
                                new Identity(parts.group(1), role, parts.group(3)),
                                HexFormat.of().parseHex(parts.group(4))))
                : Optional.empty();
    }

    /** By its position: an entry shows a hash. */
    private void complain(int position, String allowed) {
        keys.complain(API_KEYS, "(not shown) in entry " + position, allowed);
    }
}
