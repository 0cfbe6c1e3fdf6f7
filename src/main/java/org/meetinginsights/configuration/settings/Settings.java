package org.meetinginsights.configuration.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.meeting.openai.OpenAiSettings;
import org.meetinginsights.security.AccessRules;

/**
 * The configuration, checked. Immutable.
 *
 * @param openAi empty: the offline analyst makes the results
 * @param apiKeyMissing whether the offline analyst is used only because there is no API key of a model
 * @param timeToLive how long a result is served
 * @param hazelcast how Hazelcast is set up; not used with the backend {@code MEMORY}
 * @param encryptionKeys the first one encrypts, all decrypt; empty in the place of a key stands for plain text
 * @param maxSizeMb limit of the map and the near cache together
 * @param tagKeys keys for the customer tags; the first one is used for new results, and an erase of a customer uses all.
 *     Empty in the place of a key stands for tags without a key
 * @param longestWait how long a request waits for another request's call
 * @param requestMemoryMb what the requests in flight may take of the heap
 * @param refreshAllowed whether a caller may have the model called although a result is stored
 * @param access who may call the service
 * @param callsPerMinute how many calls each payer may make in a minute; 0 for no limit
 */
public record Settings(
        Optional<OpenAiSettings> openAi,
        boolean apiKeyMissing,
        Optional<String> resultSource,
        Duration timeToLive,
        CacheBackend backend,
        HazelcastSettings hazelcast,
        List<Optional<byte[]>> encryptionKeys,
        int maxSizeMb,
        List<Optional<byte[]>> tagKeys,
        Duration longestWait,
        Duration callDeadline,
        int maxRequestBytes,
        int requestMemoryMb,
        boolean refreshAllowed,
        AccessRules access,
        int callsPerMinute) {

    /** Whether this node knows no other node when it starts. */
    public boolean isAlone() {
        return backend == CacheBackend.MEMORY || hazelcast.discovery() instanceof Discovery.None;
    }

    /** {@code CACHE_BACKEND}. */
    public enum CacheBackend {
        EMBEDDED,
        CLIENT,
        MEMORY
    }
}
