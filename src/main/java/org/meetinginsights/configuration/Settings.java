package org.meetinginsights.configuration;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.security.AccessRules;

/**
 * The configuration, checked. Immutable.
 *
 * @param openAi nothing: the offline analyst does the work
 * @param offlineForWantOfAKey whether that is because there is no key, and nobody asked for it
 * @param timeToLive how long a result is served
 * @param maxSizeMb bound of the map and the own cache together
 * @param tagKeys the first tags customers, and what any of them has tagged is erased with a customer; nothing in the place of
 *     one stands for tags without a key
 * @param longestWait how long a request waits for another one's call
 * @param refreshAllowed whether callers may have the model called for what is stored
 * @param access who gets in
 * @param callsPerMinute how many calls a payer may have made in a minute; 0 for as many as it likes
 */
record Settings(
        Optional<OpenAi> openAi,
        boolean offlineForWantOfAKey,
        Optional<String> resultSource,
        Duration timeToLive,
        CacheBackend backend,
        Hazelcast hazelcast,
        int maxSizeMb,
        List<Optional<byte[]>> tagKeys,
        Duration longestWait,
        Duration callDeadline,
        int maxRequestBytes,
        boolean refreshAllowed,
        AccessRules access,
        int callsPerMinute) {

    /** Whether no other node can be known to this one when it starts. */
    boolean isAlone() {
        return backend == CacheBackend.MEMORY || hazelcast.discovery() instanceof Discovery.None;
    }

    /** {@code CACHE_BACKEND}. */
    enum CacheBackend {
        EMBEDDED,
        CLIENT,
        MEMORY
    }

    /**
     * The keys that start with {@code HAZELCAST_}, and how what they open is protected.
     *
     * @param encryptionKeys the first one is written with, each is read with; nothing in the place of a key stands for plain text
     */
    record Hazelcast(
            String clusterName, int port, String address, Discovery discovery, List<Optional<byte[]>> encryptionKeys) {

        /** Never the keys. */
        @Override
        public String toString() {
            return "Hazelcast[" + clusterName + "]";
        }
    }

    /** The keys that start with {@code OPENAI_}. */
    record OpenAi(
            String apiKey,
            Optional<URI> baseUrl,
            String model,
            Duration attemptTimeout,
            int maxRetries,
            int maxConcurrent,
            int maxQueued,
            OptionalInt contextTokens,
            Optional<BigDecimal> priceInput,
            Optional<BigDecimal> priceOutput) {

        /** Never the key. */
        @Override
        public String toString() {
            return "OpenAi[" + model + "]";
        }
    }
}
