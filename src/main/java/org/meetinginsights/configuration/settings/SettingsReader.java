package org.meetinginsights.configuration.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.meetinginsights.http.request.RequestMemory;
import org.meetinginsights.idempotency.envelope.EncryptedEnvelopes;
import org.meetinginsights.meeting.openai.OpenAiSettings;

/** Reads {@link Settings} from configuration keys. docs/configuration.md describes the keys. */
final class SettingsReader {

    private static final int DAY_SECONDS = 86_400;
    private static final int HOURS_IN_A_YEAR = 8_760;
    private static final int MIB = 1 << 20;
    private static final int SECRET_BYTES = 32;
    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);

    private final ConfigurationValues values;
    private final long maxHeapBytes;

    private SettingsReader(ConfigurationValues values, long maxHeapBytes) {
        this.values = values;
        this.maxHeapBytes = maxHeapBytes;
    }

    /**
     * @param source the value of a key, if it is set
     * @param maxHeapBytes the cache may use half of it, and so may the requests in flight
     * @throws ConfigurationException if a value is not allowed
     */
    static Settings read(Function<String, Optional<String>> source, long maxHeapBytes) {
        ConfigurationValues values = new ConfigurationValues(source);
        Settings settings = new SettingsReader(values, maxHeapBytes).settings();
        values.throwIfInvalid();
        return settings;
    }

    private Settings settings() {
        new ListenerSettingsCheck(values).check();
        String analyst = values.oneOf("ANALYST", "auto", List.of("auto", "openai", "offline"));
        Settings.CacheBackend backend = backend();
        Duration timeToLive = timeToLive();
        int maxSizeMb = maxSizeMb();
        Duration longestWait = seconds("IDEMPOTENCY_WAIT_SECONDS", 60);
        Duration callDeadline = callDeadline(longestWait);
        Optional<String> resultSource = values.text("RESULT_SOURCE");
        int maxRequestBytes = values.integer("MAX_REQUEST_BYTES", 2 * MIB, 1_024, 64 * MIB);
        Optional<OpenAiSettings> openAi = openAi(analyst, callDeadline, resultSource);
        return new Settings(
                openAi,
                analyst.equals("auto") && openAi.isEmpty(),
                resultSource,
                timeToLive,
                backend,
                new HazelcastSettingsReader(values).read(backend, maxSizeMb, timeToLive),
                values.secretsOr("none", "CACHE_ENCRYPTION_KEY", EncryptedEnvelopes.KEY_BYTES),
                maxSizeMb,
                values.secretsOr("none", "CACHE_TAG_KEY", SECRET_BYTES),
                longestWait,
                callDeadline,
                maxRequestBytes,
                requestMemoryMb(maxRequestBytes),
                values.flag("ALLOW_REFRESH", true),
                new AccessSettingsReader(values).read(),
                values.integer("RATE_LIMIT_PER_MINUTE", 0, 0, 1_000_000));
    }

    private Optional<OpenAiSettings> openAi(String analyst, Duration deadline, Optional<String> resultSource) {
        Optional<String> apiKey = values.text("OPENAI_API_KEY");
        if (analyst.equals("openai") && apiKey.isEmpty()) {
            values.reject("ANALYST", analyst, "offline or auto unless OPENAI_API_KEY is set");
        }
        String model = values.text("OPENAI_MODEL").orElse("gpt-4o");
        // The values are checked even if they are not used, so that an error does not appear later with the key.
        OpenAiSettings settings = new OpenAiSettings(
                apiKey.orElse("not set"),
                values.httpUri("OPENAI_BASE_URL"),
                model,
                seconds("OPENAI_TIMEOUT_SECONDS", 20),
                values.integer("OPENAI_MAX_RETRIES", 2, 0, 10),
                deadline,
                values.integer("OPENAI_MAX_CONCURRENT", 64, 1, 4_096),
                values.integer("OPENAI_MAX_QUEUED", 256, 0, 65_536),
                contextTokens(),
                values.price("OPENAI_PRICE_INPUT"),
                values.price("OPENAI_PRICE_OUTPUT"),
                resultSource.orElse(model));
        return apiKey.isPresent() && !analyst.equals("offline") ? Optional.of(settings) : Optional.empty();
    }

    /** A smaller context has no room for a transcript beside the instructions and the answer. */
    private OptionalInt contextTokens() {
        return values.text("OPENAI_CONTEXT_TOKENS").isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(values.integer("OPENAI_CONTEXT_TOKENS", 128_000, 16_000, 100_000_000));
    }

    private Duration timeToLive() {
        BigDecimal hours = values.decimalAbove0("CACHE_TTL_HOURS", "24", HOURS_IN_A_YEAR);
        return Duration.ofMillis(Math.max(1, hours.multiply(MILLIS_PER_HOUR).longValue()));
    }

    private Settings.CacheBackend backend() {
        String backend = values.oneOf("CACHE_BACKEND", "embedded", List.of("embedded", "client", "memory"));
        return Settings.CacheBackend.valueOf(backend.toUpperCase(Locale.ROOT));
    }

    private int maxSizeMb() {
        // A JVM without a limit of its heap returns Long.MAX_VALUE.
        long half = Math.min(Integer.MAX_VALUE, maxHeapBytes / 2 / MIB);
        return values.integer("CACHE_MAX_SIZE_MB", 128, 1, Math.toIntExact(Math.max(1, half)));
    }

    /** One payer gets half of it, which has to be enough for the largest body. */
    private int requestMemoryMb(int maxRequestBytes) {
        long largest = 2L * RequestMemory.MOST_PER_BYTE * maxRequestBytes;
        int least = Math.toIntExact((largest + MIB - 1) / MIB);
        // A JVM without a limit of its heap returns Long.MAX_VALUE.
        int quarter = (int) Math.min(Integer.MAX_VALUE / 2, maxHeapBytes / 4 / MIB);
        return values.integer("REQUEST_MEMORY_MB", Math.max(least, quarter), least, Math.max(least, 2 * quarter));
    }

    private Duration callDeadline(Duration longestWait) {
        Duration deadline = seconds("OPENAI_DEADLINE_SECONDS", 50);
        if (deadline.compareTo(longestWait) >= 0) {
            values.reject(
                    "OPENAI_DEADLINE_SECONDS",
                    Long.toString(deadline.toSeconds()),
                    "less than IDEMPOTENCY_WAIT_SECONDS, so that nobody stops waiting for a call that may still succeed");
        }
        return deadline;
    }

    private Duration seconds(String key, int otherwise) {
        return Duration.ofSeconds(values.integer(key, otherwise, 1, DAY_SECONDS));
    }
}
