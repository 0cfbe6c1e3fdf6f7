package org.meetinginsights.idempotency.key;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * SHA-256 over everything that can change an answer: analyst, model, base URL, parameters, prompts, response schema,
 * {@code RESULT_SOURCE}. It is part of every store key, so a changed prompt or model never replays old answers.
 *
 * @param hex 64 lower-case hex digits
 */
public record EngineDigest(String hex) {

    /** The digest of named parts; their order does not matter. */
    public static EngineDigest of(Map<String, String> parts) {
        SortedMap<String, String> sorted = new TreeMap<>(parts);
        Sha256 sha256 = new Sha256();
        sorted.forEach((name, value) -> sha256.field(name).field(value));
        return new EngineDigest(sha256.hex());
    }
}
