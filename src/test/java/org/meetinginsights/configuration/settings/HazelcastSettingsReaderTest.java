package org.meetinginsights.configuration.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;

class HazelcastSettingsReaderTest {

    @Nested
    class Members {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "127.0.0.1:5701 | 127.0.0.1:5701",
                    "127.0.0.1 | 127.0.0.1:5701",
                    "localhost:5801 | localhost:5801",
                    "[::1]:5702 | [::1]:5702",
                    "[::1] | [::1]:5701",
                })
        void areHostsWithAnOptionalPort(String member, String address) {
            assertThat(read(Map.of("HAZELCAST_MEMBERS", member)).discovery())
                    .isEqualTo(new Discovery.Addresses(List.of(address)));
        }

        @Test
        void areSeparatedByCommas() {
            assertThat(read(Map.of("HAZELCAST_MEMBERS", "127.0.0.1:5701, 127.0.0.2:5702"))
                            .discovery())
                    .isEqualTo(new Discovery.Addresses(List.of("127.0.0.1:5701", "127.0.0.2:5702")));
        }

        @Test
        void haveThisNodesPortByDefault() {
            assertThat(read(Map.of("HAZELCAST_MEMBERS", "127.0.0.1", "HAZELCAST_PORT", "5777"))
                            .discovery())
                    .isEqualTo(new Discovery.Addresses(List.of("127.0.0.1:5777")));
        }

        @Test
        void canBeAKubernetesService() {
            assertThat(read(plainText("HAZELCAST_MEMBERS", "kubernetes://insights.prod.svc.cluster.local"))
                            .discovery())
                    .isEqualTo(new Discovery.KubernetesService("insights.prod.svc.cluster.local", 5_701));
            assertThat(read(plainText("HAZELCAST_MEMBERS", "kubernetes://insights:5999"))
                            .discovery())
                    .isEqualTo(new Discovery.KubernetesService("insights", 5_999));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    ",",
                    "127.0.0.1:5701,",
                    "127.0.0.1:x",
                    "127.0.0.1:5701/path",
                    "user@127.0.0.1",
                    "a b",
                    "http://127.0.0.1",
                    "kubernetes://",
                    "kubernetes://name/path"
                })
        void areRefusedInAnyOtherForm(String members) {
            assertThat(errors(Settings.CacheBackend.EMBEDDED, Map.of("HAZELCAST_MEMBERS", members)))
                    .singleElement()
                    .asString()
                    .contains("HAZELCAST_MEMBERS", "\"" + members + "\"", "host:port", "kubernetes://");
        }

        @Test
        void areRequiredInClientMode() {
            assertThat(errors(Settings.CacheBackend.CLIENT, Map.of()))
                    .singleElement()
                    .asString()
                    .contains("HAZELCAST_MEMBERS", "CACHE_BACKEND is client");
        }
    }

    @Nested
    class PlainText {

        @ParameterizedTest
        @ValueSource(
                strings = {"10.1.2.3:5701", "hazelcast-1:5701", "127.0.0.1:5701,10.1.2.3", "kubernetes://insights"})
        void isRefusedForMembersOnOtherMachines(String members) {
            for (Settings.CacheBackend backend :
                    List.of(Settings.CacheBackend.EMBEDDED, Settings.CacheBackend.CLIENT)) {
                assertThat(errors(backend, Map.of("HAZELCAST_MEMBERS", members)))
                        .singleElement()
                        .asString()
                        .contains("HAZELCAST_MEMBERS", members, "CACHE_ENCRYPTION_KEY");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"0.0.0.0", "192.168.1.*", "127.0.0.*", "::", "example.org", "127.evil.example", "1.2.3.4.5"})
        void isRefusedOnAPublicInterface(String address) {
            assertThat(errors(Settings.CacheBackend.EMBEDDED, Map.of("HAZELCAST_INTERFACE", address)))
                    .singleElement()
                    .asString()
                    .contains("HAZELCAST_INTERFACE", "\"" + address + "\"", "loopback", "CACHE_ENCRYPTION_KEY");
        }

        @Test
        void isSentToOtherMachinesIfAllowed() {
            HazelcastSettings settings =
                    read(plainText("HAZELCAST_MEMBERS", "10.1.2.3:5701", "HAZELCAST_INTERFACE", "10.1.2.*"));

            assertThat(settings.discovery()).isEqualTo(new Discovery.Addresses(List.of("10.1.2.3:5701")));
            assertThat(settings.address()).isEqualTo("10.1.2.*");
        }

        @Test
        void isTheDefaultOnThisMachine() {
            assertThat(encryptionKeys(Map.of())).containsExactly(Optional.empty());
            assertThat(encryptionKeys(plainText())).containsExactly(Optional.empty());
        }
    }

    @Nested
    class EncryptionKeys {

        private static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);
        private static final String TWO =
                Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(UTF_8));

        @Test
        void allowMembersOnOtherMachines() {
            assertThat(encryptionKeys(Map.of("HAZELCAST_MEMBERS", "10.1.2.3:5701", "CACHE_ENCRYPTION_KEY", ONE)))
                    .extracting(Optional::orElseThrow)
                    .containsExactly(new byte[32]);
        }

        @Test
        void areReadInOrder() {
            assertThat(encryptionKeys(Map.of("CACHE_ENCRYPTION_KEY", TWO + ", " + ONE)))
                    .extracting(Optional::orElseThrow)
                    .containsExactly(Base64.getDecoder().decode(TWO), new byte[32]);
        }

        @Test
        void mayStandBesidePlainText() {
            assertThat(encryptionKeys(Map.of("CACHE_ENCRYPTION_KEY", "none," + ONE)))
                    .extracting(Optional::isPresent)
                    .containsExactly(false, true);
            assertThat(encryptionKeys(Map.of("CACHE_ENCRYPTION_KEY", ONE + ",none")))
                    .extracting(Optional::isPresent)
                    .containsExactly(true, false);
        }

        @ParameterizedTest
        @ValueSource(strings = {"c2VjcmV0", "not base64!", "c2VjcmV0,", "None"})
        void areRefusedWithAnotherLengthAndNotShown(String wrong) {
            assertThat(errors(Settings.CacheBackend.EMBEDDED, Map.of("CACHE_ENCRYPTION_KEY", wrong)))
                    .isNotEmpty()
                    .allSatisfy(error -> assertThat(error)
                            .contains("CACHE_ENCRYPTION_KEY", "32 bytes in base64", "none")
                            .doesNotContain("c2VjcmV0"));
        }

        @Test
        void areNotInToString() {
            assertThat(settings(Map.of("CACHE_ENCRYPTION_KEY", TWO)).toString()).doesNotContain(TWO, "0123");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
    void aLoopbackInterfaceIsAccepted(String address) {
        assertThat(read(Map.of("HAZELCAST_INTERFACE", address)).address()).isEqualTo(address);
    }

    @Test
    void anAddressOfAnotherMachineIsAccepted() {
        assertThat(read(Map.of("HAZELCAST_INTERFACE", "203.0.113.7")).address()).isEqualTo("203.0.113.7");
    }

    private static Map<String, String> plainText(String... keysAndValues) {
        Map<String, String> all = new HashMap<>(Map.of("CACHE_ENCRYPTION_KEY", "none"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            all.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return all;
    }

    private static HazelcastSettings read(Map<String, String> keys) {
        return settings(keys).hazelcast();
    }

    private static List<Optional<byte[]>> encryptionKeys(Map<String, String> keys) {
        return settings(keys).encryptionKeys();
    }

    private static Settings settings(Map<String, String> keys) {
        return SettingsReader.read(key -> Optional.ofNullable(keys.get(key)), 1L << 30);
    }

    private static List<String> errors(Settings.CacheBackend backend, Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(keys);
        all.put("CACHE_BACKEND", backend.name().toLowerCase(Locale.ROOT));
        return catchThrowableOfType(ConfigurationException.class, () -> settings(all))
                .errors();
    }
}
