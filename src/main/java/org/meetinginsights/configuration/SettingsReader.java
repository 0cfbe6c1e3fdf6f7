package org.meetinginsights.configuration;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads {@link Settings} from configuration keys; the README's table says what each means. */
final class SettingsReader {

    private static final int DAY_SECONDS = 86_400;
    private static final int HOURS_IN_A_YEAR = 8_760;
    private static final int MIB = 1 << 20;
    private static final int SECRET_BYTES = 32;
    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);

    private final KeyReader keys;
    private final long maxHeapBytes;

    private SettingsReader(KeyReader keys, long maxHeapBytes) {
        this.keys = keys;
        this.maxHeapBytes = maxHeapBytes;
    }

    /**
     * @param source the value of a key, if it is set
     * @param maxHeapBytes what the cache may take half of
     * @throws ConfigurationException if a value is not allowed
     */
    static Settings read(Function<String, Optional<String>> source, long maxHeapBytes) {
        KeyReader keys = new KeyReader(source);
        Settings settings = new SettingsReader(keys, maxHeapBytes).settings();
        keys.refuseIfWrong();
        return settings;
    }

    private Settings settings() {
        new ListenerKeys(keys).check();
        String analyst = keys.oneOf("ANALYST", "auto", List.of("auto", "openai", "offline"));
        Optional<Settings.OpenAi> openAi = openAi(analyst);
        Settings.CacheBackend backend = backend();
        Duration longestWait = seconds("IDEMPOTENCY_WAIT_SECONDS", 60);
        return new Settings(
                openAi,
                analyst.equals("auto") && openAi.isEmpty(),
                keys.text("RESULT_SOURCE"),
                timeToLive(),
                backend,
                new HazelcastKeys(keys).read(backend),
                maxSizeMb(),
                keys.secretsOr("none", "CACHE_TAG_KEY", SECRET_BYTES),
                longestWait,
                callDeadline(longestWait),
                keys.integer("MAX_REQUEST_BYTES", 2 * MIB, 1_024, 64 * MIB),
                keys.oneOf("ALLOW_REFRESH", "true", List.of("true", "false")).equals("true"),
                new AccessKeys(keys).read(),
                keys.integer("RATE_LIMIT_PER_MINUTE", 0, 0, 1_000_000));
    }

    private Optional<Settings.OpenAi> openAi(String analyst) {
        Optional<String> apiKey = keys.text("OPENAI_API_KEY");
        if (analyst.equals("openai") && apiKey.isEmpty()) {
            keys.complain("ANALYST", analyst, "offline or auto unless OPENAI_API_KEY is set");
        }
        // Read in any case: a bad value should not wait for the day on which a key is set.
        Settings.OpenAi settings = new Settings.OpenAi(
                apiKey.orElse(""),
                keys.httpUri("OPENAI_BASE_URL"),
                keys.text("OPENAI_MODEL").orElse("gpt-4o"),
                seconds("OPENAI_TIMEOUT_SECONDS", 20),
                keys.integer("OPENAI_MAX_RETRIES", 2, 0, 10),
                keys.integer("OPENAI_MAX_CONCURRENT", 64, 1, 4_096),
                keys.integer("OPENAI_MAX_QUEUED", 256, 0, 65_536),
                contextTokens(),
                keys.price("OPENAI_PRICE_INPUT"),
                keys.price("OPENAI_PRICE_OUTPUT"));
        return apiKey.isPresent() && !analyst.equals("offline") ? Optional.of(settings) : Optional.empty();
    }

    /** Below the least there would be no room for a transcript beside the instructions and the answers. */
    private OptionalInt contextTokens() {
        return keys.text("OPENAI_CONTEXT_TOKENS").isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(keys.integer("OPENAI_CONTEXT_TOKENS", 128_000, 16_000, 100_000_000));
    }

    private Duration timeToLive() {
        BigDecimal hours = keys.decimalAbove0("CACHE_TTL_HOURS", "24", HOURS_IN_A_YEAR);
        return Duration.ofMillis(Math.max(1, hours.multiply(MILLIS_PER_HOUR).longValue()));
    }

    private Settings.CacheBackend backend() {
        String backend = keys.oneOf("CACHE_BACKEND", "embedded", List.of("embedded", "client", "memory"));
        return Settings.CacheBackend.valueOf(backend.toUpperCase(Locale.ROOT));
    }

    private int maxSizeMb() {
        // A virtual machine that knows no bound of its heap says Long.MAX_VALUE.
        long half = Math.min(Integer.MAX_VALUE, maxHeapBytes / 2 / MIB);
        return keys.integer("CACHE_MAX_SIZE_MB", 128, 1, Math.toIntExact(Math.max(1, half)));
    }

    private Duration callDeadline(Duration longestWait) {
        Duration deadline = seconds("OPENAI_DEADLINE_SECONDS", 50);
        if (deadline.compareTo(longestWait) >= 0) {
            keys.complain(
                    "OPENAI_DEADLINE_SECONDS",
                    Long.toString(deadline.toSeconds()),
                    "less than IDEMPOTENCY_WAIT_SECONDS, so that nobody stops waiting for a call that may still succeed");
        }
        return deadline;
    }

    private Duration seconds(String key, int otherwise) {
        return Duration.ofSeconds(keys.integer(key, otherwise, 1, DAY_SECONDS));
    }
}
