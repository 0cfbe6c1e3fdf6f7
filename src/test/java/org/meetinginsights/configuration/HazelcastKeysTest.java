package org.meetinginsights.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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

class HazelcastKeysTest {

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
        void areHostsWithOrWithoutAPort(String member, String address) {
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
        void haveThePortOfThisNodeWhereTheyNameNone() {
            assertThat(read(Map.of("HAZELCAST_MEMBERS", "127.0.0.1", "HAZELCAST_PORT", "5777"))
                            .discovery())
                    .isEqualTo(new Discovery.Addresses(List.of("127.0.0.1:5777")));
        }

        @Test
        void canBeThoseBehindAKubernetesService() {
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
        void areNothingElse(String members) {
            assertThat(complaints(Settings.CacheBackend.EMBEDDED, Map.of("HAZELCAST_MEMBERS", members)))
                    .singleElement()
                    .asString()
                    .contains("HAZELCAST_MEMBERS", "\"" + members + "\"", "host:port", "kubernetes://");
        }

        @Test
        void areWhatAClientCannotDoWithout() {
            assertThat(complaints(Settings.CacheBackend.CLIENT, Map.of()))
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
        void doesNotLeaveThisMachineUnasked(String members) {
            for (Settings.CacheBackend backend :
                    List.of(Settings.CacheBackend.EMBEDDED, Settings.CacheBackend.CLIENT)) {
                assertThat(complaints(backend, Map.of("HAZELCAST_MEMBERS", members)))
                        .singleElement()
                        .asString()
                        .contains("HAZELCAST_MEMBERS", members, "CACHE_ENCRYPTION_KEY");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"0.0.0.0", "192.168.1.*", "127.0.0.*", "::", "example.org", "127.evil.example", "1.2.3.4.5"})
        void isNotOfferedToOthersUnasked(String address) {
            assertThat(complaints(Settings.CacheBackend.EMBEDDED, Map.of("HAZELCAST_INTERFACE", address)))
                    .singleElement()
                    .asString()
                    .contains("HAZELCAST_INTERFACE", "\"" + address + "\"", "loopback", "CACHE_ENCRYPTION_KEY");
        }

        @Test
        void goesWhereItMustIfTheOperatorSaysSo() {
            Settings.Hazelcast settings =
                    read(plainText("HAZELCAST_MEMBERS", "10.1.2.3:5701", "HAZELCAST_INTERFACE", "10.1.2.*"));

            assertThat(settings.discovery()).isEqualTo(new Discovery.Addresses(List.of("10.1.2.3:5701")));
            assertThat(settings.address()).isEqualTo("10.1.2.*");
        }

        @Test
        void isWhatThereIsOnThisMachineWithoutAKey() {
            assertThat(read(Map.of()).encryptionKeys()).containsExactly(Optional.empty());
            assertThat(read(plainText()).encryptionKeys()).containsExactly(Optional.empty());
        }
    }

    @Nested
    class EncryptionKeys {

        private static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);
        private static final String TWO =
                Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(UTF_8));

        @Test
        void letResultsLeaveThisMachine() {
            Settings.Hazelcast settings =
                    read(Map.of("HAZELCAST_MEMBERS", "10.1.2.3:5701", "CACHE_ENCRYPTION_KEY", ONE));

            assertThat(settings.encryptionKeys())
                    .extracting(Optional::orElseThrow)
                    .containsExactly(new byte[32]);
        }

        @Test
        void areReadInTheirOrder() {
            assertThat(read(Map.of("CACHE_ENCRYPTION_KEY", TWO + ", " + ONE)).encryptionKeys())
                    .extracting(Optional::orElseThrow)
                    .containsExactly(Base64.getDecoder().decode(TWO), new byte[32]);
        }

        @Test
        void mayHavePlainTextBesideThemWhileEncryptionIsRolledOut() {
            assertThat(read(Map.of("CACHE_ENCRYPTION_KEY", "none," + ONE)).encryptionKeys())
                    .extracting(Optional::isPresent)
                    .containsExactly(false, true);
            assertThat(read(Map.of("CACHE_ENCRYPTION_KEY", ONE + ",none")).encryptionKeys())
                    .extracting(Optional::isPresent)
                    .containsExactly(true, false);
        }

        @ParameterizedTest
        @ValueSource(strings = {"c2VjcmV0", "not base64!", "c2VjcmV0,", "None"})
        void areThirtyTwoBytesEachAndNeverRepeated(String wrong) {
            assertThat(complaints(Settings.CacheBackend.EMBEDDED, Map.of("CACHE_ENCRYPTION_KEY", wrong)))
                    .isNotEmpty()
                    .allSatisfy(complaint -> assertThat(complaint)
                            .contains("CACHE_ENCRYPTION_KEY", "32 bytes in base64", "none")
                            .doesNotContain("c2VjcmV0"));
        }

        @Test
        void areNotInTheTextOfTheSettings() {
            assertThat(read(Map.of("CACHE_ENCRYPTION_KEY", TWO)).toString()).doesNotContain(TWO, "0123");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
    void aLoopbackAddressIsListenedOnWithoutAWord(String address) {
        assertThat(read(Map.of("HAZELCAST_INTERFACE", address)).address()).isEqualTo(address);
    }

    @Test
    void anAddressThatThisMachineDoesNotHaveIsTakenSoThatTheServiceStartsWithoutHazelcast() {
        assertThat(read(Map.of("HAZELCAST_INTERFACE", "203.0.113.7")).address()).isEqualTo("203.0.113.7");
    }

    private static Map<String, String> plainText(String... keysAndValues) {
        Map<String, String> all = new HashMap<>(Map.of("CACHE_ENCRYPTION_KEY", "none"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            all.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return all;
    }

    private static Settings.Hazelcast read(Map<String, String> keys) {
        KeyReader reader = new KeyReader(key -> Optional.ofNullable(keys.get(key)));
        Settings.Hazelcast settings = new HazelcastKeys(reader).read(Settings.CacheBackend.EMBEDDED);
        reader.refuseIfWrong();
        return settings;
    }

    private static List<String> complaints(Settings.CacheBackend backend, Map<String, String> keys) {
        KeyReader reader = new KeyReader(key -> Optional.ofNullable(keys.get(key)));
        new HazelcastKeys(reader).read(backend);
        return catchThrowableOfType(ConfigurationException.class, reader::refuseIfWrong)
                .complaints();
    }
}
