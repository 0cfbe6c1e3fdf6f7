package org.meetinginsights.it;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** API keys of people that tests talk about. */
enum Keys {
    ACME("acme", "caller", "ci"),
    ACME_TOO("acme", "caller", "cron"),
    ACME_OPERATOR("acme", "operator", "op"),
    BETA("beta", "caller", "ci"),
    PLATFORM("house", "platform", "root");

    private final String tenant;
    private final String role;
    private final String id;

    Keys(String tenant, String role, String id) {
        this.tenant = tenant;
        this.role = role;
        this.id = id;
    }

    /** All of them, as {@code API_KEYS}. */
    static String configuration() {
        StringBuilder entries = new StringBuilder();
        for (Keys key : values()) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append(String.join(":", key.tenant, key.role, key.id, key.hash()));
        }
        return entries.toString();
    }

    String key() {
        return "hush-" + name().toLowerCase().replace('_', '-');
    }

    String hash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String authorization() {
        return "Bearer " + key();
    }
}
