package org.meetinginsights.configuration.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.meeting.openai.OpenAiSettings;

class SettingsReaderTest {

    private static final long ONE_GIB = 1L << 30;

    @Nested
    class WithoutAnyKey {

        private final Settings settings = read(Map.of());

        @Test
        void theOfflineAnalystIsUsed() {
            assertThat(settings.openAi()).isEmpty();
            assertThat(settings.apiKeyMissing()).isTrue();
            assertThat(settings.resultSource()).isEmpty();
        }

        @Test
        void resultsAreServedForADay() {
            assertThat(settings.timeToLive()).isEqualTo(Duration.ofHours(24));
            assertThat(settings.maxSizeMb()).isEqualTo(128);
            assertThat(settings.tagKeys()).containsExactly(Optional.empty());
        }

        @Test
        void theCacheIsAClusterOfOneOnTheLoopbackAddress() {
            assertThat(settings.backend()).isEqualTo(Settings.CacheBackend.EMBEDDED);
            assertThat(settings.hazelcast())
                    .isEqualTo(new HazelcastSettings(
                            "meeting-insights",
                            new Discovery.None(),
                            "127.0.0.1",
                            5_701,
                            64,
                            Duration.ofHours(24),
                            Claims.LEASE));
        }

        @Test
        void aRequestWaitsLongerThanACallLasts() {
            assertThat(settings.longestWait()).isEqualTo(Duration.ofSeconds(60));
            assertThat(settings.callDeadline()).isEqualTo(Duration.ofSeconds(50));
        }

        @Test
        void aBodyMayHave2MebibytesAndRefreshIsAllowed() {
            assertThat(settings.maxRequestBytes()).isEqualTo(2_097_152);
            assertThat(settings.refreshAllowed()).isTrue();
        }

        @Test
        void requestsInFlightMayTakeAQuarterOfTheHeap() {
            assertThat(settings.requestMemoryMb()).isEqualTo(256);
        }

        @Test
        void requestsInFlightMayTakeWhatTwoOfTheLargestNeedHoweverSmallTheHeapIs() {
            Map<String, String> keys = Map.of("CACHE_MAX_SIZE_MB", "16");
            Settings small = SettingsReader.read(key -> Optional.ofNullable(keys.get(key)), 64L << 20);

            assertThat(small.requestMemoryMb()).isEqualTo(32);
        }

        @Test
        void thereIsNoRateLimit() {
            assertThat(settings.callsPerMinute()).isZero();
        }
    }

    @Nested
    class TheAnalyst {

        @Test
        void isTheModelIfThereIsAKey() {
            Settings settings = read(Map.of("OPENAI_API_KEY", "sk-secret"));

            OpenAiSettings openAi = settings.openAi().orElseThrow();
            assertThat(settings.apiKeyMissing()).isFalse();
            assertThat(openAi.apiKey()).isEqualTo("sk-secret");
            assertThat(openAi.baseUrl()).isEmpty();
            assertThat(openAi.model()).isEqualTo("gpt-4o");
            assertThat(openAi.attemptTimeout()).isEqualTo(Duration.ofSeconds(20));
            assertThat(openAi.maxRetries()).isEqualTo(2);
            assertThat(openAi.maxConcurrent()).isEqualTo(64);
            assertThat(openAi.maxQueued()).isEqualTo(256);
            assertThat(openAi.contextTokens()).isEmpty();
            assertThat(openAi.priceInput()).isEmpty();
            assertThat(openAi.priceOutput()).isEmpty();
        }

        @Test
        void isTheOfflineOneIfConfigured() {
            Settings settings = read(Map.of("OPENAI_API_KEY", "sk-secret", "ANALYST", "offline"));

            assertThat(settings.openAi()).isEmpty();
            assertThat(settings.apiKeyMissing()).isFalse();
        }

        @Test
        void theModelNeedsAKey() {
            assertThat(errors(Map.of("ANALYST", "openai")))
                    .singleElement()
                    .asString()
                    .contains("ANALYST")
                    .contains("openai")
                    .contains("OPENAI_API_KEY");
        }

        @Test
        void theSourceOfResultsIsConfigurable() {
            assertThat(read(Map.of("RESULT_SOURCE", "house model")).resultSource())
                    .contains("house model");
        }

        @Test
        void hasTheConfiguredValues() {
            OpenAiSettings openAi = read(Map.of(
                            "OPENAI_API_KEY", "sk-secret",
                            "OPENAI_BASE_URL", "http://localhost:8000/v1",
                            "OPENAI_MODEL", "gpt-4o-mini",
                            "OPENAI_TIMEOUT_SECONDS", "5",
                            "OPENAI_MAX_RETRIES", "0",
                            "OPENAI_MAX_CONCURRENT", "512",
                            "OPENAI_MAX_QUEUED", "0",
                            "OPENAI_CONTEXT_TOKENS", "32768",
                            "OPENAI_PRICE_INPUT", "0.15",
                            "OPENAI_PRICE_OUTPUT", "0"))
                    .openAi()
                    .orElseThrow();

            assertThat(openAi.baseUrl()).contains(URI.create("http://localhost:8000/v1"));
            assertThat(openAi.model()).isEqualTo("gpt-4o-mini");
            assertThat(openAi.attemptTimeout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(openAi.maxRetries()).isZero();
            assertThat(openAi.maxConcurrent()).isEqualTo(512);
            assertThat(openAi.maxQueued()).isZero();
            assertThat(openAi.contextTokens()).hasValue(32_768);
            assertThat(openAi.priceInput().orElseThrow()).isEqualByComparingTo("0.15");
            assertThat(openAi.priceOutput().orElseThrow()).isEqualByComparingTo("0");
        }

        @Test
        void theKeyIsNotInToString() {
            assertThat(read(Map.of("OPENAI_API_KEY", "sk-secret")).toString()).doesNotContain("sk-secret");
        }
    }

    @Nested
    class TheCache {

        @ParameterizedTest
        @CsvSource({"1, PT1H", "0.5, PT30M", "0.001, PT3.6S", "8760, PT8760H", "1e2, PT100H"})
        void aTimeToLiveMayBeAFractionOfAnHour(String hours, Duration timeToLive) {
            assertThat(read(Map.of("CACHE_TTL_HOURS", hours)).timeToLive()).isEqualTo(timeToLive);
        }

        @Test
        void canBeAHazelcastClient() {
            Settings settings = read(Map.of("CACHE_BACKEND", "client", "HAZELCAST_MEMBERS", "127.0.0.1"));

            assertThat(settings.backend()).isEqualTo(Settings.CacheBackend.CLIENT);
            assertThat(settings.hazelcast().discovery()).isEqualTo(new Discovery.Addresses(List.of("127.0.0.1:5701")));
        }

        @Test
        void canBeInMemory() {
            assertThat(read(Map.of("CACHE_BACKEND", "memory")).backend()).isEqualTo(Settings.CacheBackend.MEMORY);
        }

        @Test
        void mayUseHalfOfTheHeap() {
            assertThat(read(Map.of("CACHE_MAX_SIZE_MB", "512")).maxSizeMb()).isEqualTo(512);
            assertThat(errors(Map.of("CACHE_MAX_SIZE_MB", "513")))
                    .singleElement()
                    .asString()
                    .contains("CACHE_MAX_SIZE_MB")
                    .contains("\"513\"")
                    .contains("from 1 to 512");
        }

        @Test
        void theDefaultSizeIsRefusedIfTheHeapIsTooSmall() {
            ConfigurationException refused = catchThrowableOfType(
                    ConfigurationException.class, () -> SettingsReader.read(key -> Optional.empty(), 100L << 20));

            assertThat(refused.errors()).singleElement().asString().contains("CACHE_MAX_SIZE_MB", "from 1 to 50");
        }

        @Test
        void aHeapWithoutALimitIsAccepted() {
            assertThat(SettingsReader.read(key -> Optional.empty(), Long.MAX_VALUE)
                            .maxSizeMb())
                    .isEqualTo(128);
        }

        @Test
        void hasAKeyForCustomerTags() {
            assertThat(read(Map.of("CACHE_TAG_KEY", base64(7))).tagKeys())
                    .singleElement()
                    .satisfies(
                            key -> assertThat(key.orElseThrow()).startsWith(7).hasSize(32));
        }

        @Test
        void hasSeveralKeysForCustomerTagsInOrder() {
            assertThat(read(Map.of("CACHE_TAG_KEY", base64(7) + ", none," + base64(9)))
                            .tagKeys())
                    .extracting(key -> key.map(bytes -> bytes[0]).orElse((byte) 0))
                    .containsExactly((byte) 7, (byte) 0, (byte) 9);
        }

        private static String base64(int first) {
            byte[] key = new byte[32];
            key[0] = (byte) first;
            return Base64.getEncoder().encodeToString(key);
        }
    }

    @Nested
    class AMistake {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "ANALYST | gpt | one of auto, openai, offline",
                    "ANALYST | OpenAI | one of auto, openai, offline",
                    "OPENAI_BASE_URL | api.openai.com | an http or https URL",
                    "OPENAI_BASE_URL | ftp://example.org | an http or https URL",
                    "OPENAI_BASE_URL | http:// | an http or https URL",
                    "OPENAI_TIMEOUT_SECONDS | 0 | a whole number from 1 to 86400",
                    "OPENAI_TIMEOUT_SECONDS | 20s | a whole number from 1 to 86400",
                    "OPENAI_MAX_RETRIES | -1 | a whole number from 0 to 10",
                    "OPENAI_MAX_RETRIES | 11 | a whole number from 0 to 10",
                    "OPENAI_DEADLINE_SECONDS | 0 | a whole number from 1 to 86400",
                    "OPENAI_MAX_CONCURRENT | 0 | a whole number from 1 to 4096",
                    "OPENAI_MAX_QUEUED | -1 | a whole number from 0 to 65536",
                    "OPENAI_PRICE_INPUT | free | a price in USD per million tokens, 0 or more",
                    "OPENAI_PRICE_OUTPUT | -1 | a price in USD per million tokens, 0 or more",
                    "CACHE_TTL_HOURS | 0 | a number above 0 and at most 8760",
                    "CACHE_TTL_HOURS | -1 | a number above 0 and at most 8760",
                    "CACHE_TTL_HOURS | 8760.1 | a number above 0 and at most 8760",
                    "CACHE_TTL_HOURS | NaN | a number above 0 and at most 8760",
                    "CACHE_TTL_HOURS | 24h | a number above 0 and at most 8760",
                    "CACHE_BACKEND | redis | one of embedded, client, memory",
                    "CACHE_BACKEND | cluster | one of embedded, client, memory",
                    "HTTP_PORT | http | a whole number from -1 to 65535",
                    "HAZELCAST_PORT | 0 | a whole number from 1 to 65535",
                    "HAZELCAST_PORT | 65536 | a whole number from 1 to 65535",
                    "HAZELCAST_PORT | 5701-5703 | a whole number from 1 to 65535",
                    "CACHE_MAX_SIZE_MB | 0 | a whole number from 1 to 512",
                    "CACHE_MAX_SIZE_MB | 1.5 | a whole number from 1 to 512",
                    "IDEMPOTENCY_WAIT_SECONDS | soon | a whole number from 1 to 86400",
                    "IDEMPOTENCY_WAIT_SECONDS | 99999 | a whole number from 1 to 86400",
                    "ALLOW_REFRESH | yes | one of true, false",
                    "ALLOW_ANONYMOUS | yes | one of true, false",
                    "RATE_LIMIT_PER_MINUTE | -1 | a whole number from 0 to 1000000",
                    "RATE_LIMIT_PER_MINUTE | none | a whole number from 0 to 1000000",
                    "REQUEST_MEMORY_MB | 31 | a whole number from 32 to 512",
                    "REQUEST_MEMORY_MB | 513 | a whole number from 32 to 512",
                    "MAX_REQUEST_BYTES | 1023 | a whole number from 1024 to 67108864",
                    "MAX_REQUEST_BYTES | 2MB | a whole number from 1024 to 67108864",
                    "MAX_REQUEST_BYTES | 67108865 | a whole number from 1024 to 67108864",
                })
        void isReportedInOneSentence(String key, String value, String allowed) {
            assertThat(errors(Map.of(key, value)))
                    .containsExactly("The configuration key " + key + " has the value \"" + value + "\"; allowed is "
                            + allowed + ".");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "secret",
                    "c2VjcmV0",
                    "not/base64!",
                    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    "none,c2VjcmV0"
                })
        void inASecretDoesNotShowTheSecret(String secret) {
            assertThat(errors(Map.of("CACHE_TAG_KEY", secret)))
                    .singleElement()
                    .asString()
                    .isEqualTo(
                            "The configuration key CACHE_TAG_KEY has the value \"(not shown)\"; allowed is 32 bytes in"
                                    + " base64 or none, several with commas between them.")
                    .doesNotContain(secret);
        }

        @ParameterizedTest
        @CsvSource({"60, 60", "61, 60", "50, 10"})
        void isADeadlineNotBelowTheWait(String deadline, String wait) {
            assertThat(errors(Map.of("OPENAI_DEADLINE_SECONDS", deadline, "IDEMPOTENCY_WAIT_SECONDS", wait)))
                    .singleElement()
                    .asString()
                    .contains("OPENAI_DEADLINE_SECONDS", "\"" + deadline + "\"", "IDEMPOTENCY_WAIT_SECONDS");
        }

        @Test
        void isReportedTogetherWithAllOthers() {
            List<String> errors = errors(Map.of(
                    "ANALYST", "gpt", "HAZELCAST_PORT", "x", "CACHE_TTL_HOURS", "0", "IDEMPOTENCY_WAIT_SECONDS", "y"));

            assertThat(errors)
                    .hasSize(4)
                    .anyMatch(error -> error.contains("ANALYST"))
                    .anyMatch(error -> error.contains("HAZELCAST_PORT"))
                    .anyMatch(error -> error.contains("CACHE_TTL_HOURS"))
                    .anyMatch(error -> error.contains("IDEMPOTENCY_WAIT_SECONDS"));
        }

        @Test
        void inAModelKeyIsReportedEvenIfTheModelIsNotUsed() {
            assertThat(errors(Map.of("ANALYST", "offline", "OPENAI_MAX_RETRIES", "many")))
                    .hasSize(1);
        }
    }

    @Test
    void aServiceLinkOfKubernetesIsNamedWithTheWayToTurnItOff() {
        assertThat(errors(Map.of("HAZELCAST_PORT", "tcp://10.96.0.11:5701")))
                .singleElement()
                .asString()
                .contains("a whole number from 1 to 65535", "enableServiceLinks: false");
    }

    @Test
    void anEmptyValueCountsAsNotSet() {
        Map<String, String> empty = new HashMap<>();
        List.of("ANALYST", "OPENAI_API_KEY", "CACHE_TTL_HOURS", "CACHE_BACKEND", "HAZELCAST_PORT", "API_KEYS")
                .forEach(key -> empty.put(key, ""));

        assertThat(read(empty)).isEqualTo(read(Map.of()));
    }

    @Test
    void spacesAroundAValueAreIgnored() {
        assertThat(read(Map.of("HAZELCAST_PORT", " 5702 ")).hazelcast().port()).isEqualTo(5_702);
    }

    private static Settings read(Map<String, String> keys) {
        return SettingsReader.read(key -> Optional.ofNullable(keys.get(key)), ONE_GIB);
    }

    private static List<String> errors(Map<String, String> keys) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(keys))
                .errors();
    }
}
