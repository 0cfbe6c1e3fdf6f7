package org.meetinginsights.configuration.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.security.AccessRules;
import org.meetinginsights.security.ApiKey;
import org.meetinginsights.security.Identity;
import org.meetinginsights.security.Role;

class AccessSettingsReaderTest {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String FORM =
            "tenant:role:id:hash, with tenant and id of 1 to 32 characters of a-z 0-9 -, a role of"
                    + " caller, operator or platform, and the SHA-256 of the key in 64 hex digits";

    @Test
    void keysAreReadInOrder() {
        AccessRules rules =
                read(Map.of("API_KEYS", "acme:caller:ci:" + A + " , 1-tenant:platform:root:" + B.toUpperCase()));

        assertThat(rules.keys())
                .extracting(ApiKey::identity)
                .containsExactly(
                        new Identity("acme", Role.CALLER, "ci"), new Identity("1-tenant", Role.PLATFORM, "root"));
        assertThat(rules.keys().get(1).hash()).hasSize(32).containsOnly(0xbb);
    }

    @Test
    void twoTenantsMayUseTheSameId() {
        assertThat(read(Map.of("API_KEYS", "acme:caller:ci:" + A + ",beta:operator:ci:" + B))
                        .keys())
                .hasSize(2);
    }

    @Test
    void anonymousCallersAreRefusedByDefault() {
        assertThat(read(Map.of())).isEqualTo(new AccessRules(List.of(), false));
        assertThat(read(Map.of("ALLOW_ANONYMOUS", "true"))).isEqualTo(new AccessRules(List.of(), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme:caller:ci",
                "acme:caller:ci:" + "0",
                "acme:caller:ci:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaag",
                "Acme:caller:ci:HASH",
                "acme:CALLER:ci:HASH",
                "acme:admin:ci:HASH",
                "acme:caller:c_i:HASH",
                ":caller:ci:HASH",
                "acme:caller::HASH",
                "a23456789012345678901234567890123:caller:ci:HASH",
                "acme:caller:ci:HASH:more",
                ""
            })
    void anInvalidEntryIsReportedByItsPosition(String wrong) {
        String entry = wrong.replace("HASH", B);

        assertThat(errors(Map.of("API_KEYS", "acme:caller:first:" + A + "," + entry)))
                .containsExactly("The configuration key API_KEYS has the value \"(not shown) in entry 2\"; allowed is "
                        + FORM + ".");
    }

    @Test
    void everyInvalidEntryIsReported() {
        assertThat(errors(Map.of("API_KEYS", "a,acme:caller:ci:" + A + ",b")))
                .hasSize(2)
                .anyMatch(error -> error.contains("in entry 1"))
                .anyMatch(error -> error.contains("in entry 3"))
                .noneMatch(error -> error.contains(A));
    }

    @Test
    void anIdMayBeUsedOnceInATenant() {
        assertThat(errors(Map.of("API_KEYS", "x,acme:caller:ci:" + A + ",acme:operator:ci:" + B)))
                .hasSize(2)
                .last()
                .asString()
                .contains("in entry 3", "an id that its tenant has not in entry 2")
                .doesNotContain(A, B);
    }

    @Test
    void aKeyMayBeUsedOnce() {
        assertThat(errors(Map.of("API_KEYS", "acme:caller:ci:" + A + ",beta:caller:ci:" + A.toUpperCase())))
                .singleElement()
                .asString()
                .contains("in entry 2", "a key of its own, and not that of entry 1")
                .doesNotContainIgnoringCase(A);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "0.0.0.0", "::", "192.0.2.7", "insights.example.org"})
    void withoutKeysAPublicHostIsRefused(String host) {
        assertThat(errors(Map.of("HTTP_HOST", host)))
                .containsExactly("The configuration key HTTP_HOST has the value \"" + host
                        + "\"; allowed is localhost or a loopback address, unless API_KEYS says who may call, or"
                        + " ALLOW_ANONYMOUS=true lets everybody in.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"})
    void withoutKeysALoopbackHostIsAccepted(String host) {
        assertThat(read(Map.of("HTTP_HOST", host)).keys()).isEmpty();
    }

    @Test
    void aPublicHostIsAcceptedWithKeysOrAnonymousCallers() {
        assertThat(read(Map.of("HTTP_HOST", "*", "ALLOW_ANONYMOUS", "true")).anonymousAllowed())
                .isTrue();
        assertThat(read(Map.of("HTTP_HOST", "*", "API_KEYS", "acme:caller:ci:" + A))
                        .keys())
                .hasSize(1);
    }

    @Test
    void keysAndAnonymousCallersExcludeEachOther() {
        assertThat(errors(Map.of("ALLOW_ANONYMOUS", "true", "API_KEYS", "acme:caller:ci:" + A)))
                .containsExactly("The configuration key ALLOW_ANONYMOUS has the value \"true\"; allowed is false where"
                        + " API_KEYS is set.");
    }

    private static AccessRules read(Map<String, String> keys) {
        return SettingsReader.read(key -> Optional.ofNullable(keys.get(key)), 1L << 30)
                .access();
    }

    private static List<String> errors(Map<String, String> keys) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(keys))
                .errors();
    }
}
