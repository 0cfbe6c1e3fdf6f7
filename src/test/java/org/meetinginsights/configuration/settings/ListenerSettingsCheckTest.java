package org.meetinginsights.configuration.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.cluster.Certificate;

class ListenerSettingsCheckTest {

    private static final String HTTPS_PORT = "HTTPS_PORT";
    private static final String KEYSTORE = "TLS_KEYSTORE";
    private static final String PASSWORD = "TLS_KEYSTORE_PASSWORD";

    @TempDir
    private static Path directory;

    private static Path keystore;

    @BeforeAll
    static void makeAKeystore() {
        keystore = Certificate.make(directory, "correct horse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-2", "x"})
    void anInvalidPortIsReported(String port) {
        assertThat(errors(Map.of("HTTP_PORT", port))).first().asString().contains("HTTP_PORT", '"' + port + '"');
        assertThat(errors(Map.of(HTTPS_PORT, port))).first().asString().contains(HTTPS_PORT, '"' + port + '"');
    }

    @Test
    void theKeystoreIsNotCheckedWithoutHttps() {
        assertThat(errors(Map.of(KEYSTORE, "/nowhere", HTTPS_PORT, "-1"))).isEmpty();
    }

    @Test
    void aValidKeystoreIsAccepted() {
        assertThat(errors(https(keystore, "correct horse"))).isEmpty();
    }

    @Test
    void theHttpPortMayBeClosedIfHttpsIsOpen() {
        Map<String, String> keys = https(keystore, "correct horse");
        keys.put("HTTP_PORT", "-1");

        assertThat(errors(keys)).isEmpty();
        assertThat(errors(Map.of("HTTP_PORT", "-1")))
                .containsExactly(
                        "The configuration key HTTP_PORT has the value \"-1\"; allowed is a port from 1 to 65535"
                                + " unless HTTPS_PORT is set.");
    }

    @Test
    void theTwoPortsMustDiffer() {
        Map<String, String> keys = https(keystore, "correct horse");
        keys.put("HTTP_PORT", "9443");

        assertThat(errors(keys)).singleElement().asString().contains("HTTPS_PORT", "HTTP_PORT");
    }

    @Test
    void aWrongPasswordIsReportedAndNotShown() {
        assertThat(errors(https(keystore, "wrong horse")))
                .containsExactly(
                        "The configuration key TLS_KEYSTORE_PASSWORD has the value \"(not shown)\"; allowed is the"
                                + " password that opens TLS_KEYSTORE and the key in it.");
        assertThat(errors(https(keystore, ""))).singleElement().asString().contains(PASSWORD);
    }

    @Test
    void aMissingKeystoreIsReported() {
        assertThat(errors(https(directory.resolve("none.p12"), "x")))
                .singleElement()
                .asString()
                .contains(KEYSTORE, "none.p12");
        assertThat(errors(Map.of(HTTPS_PORT, "9443")))
                .singleElement()
                .asString()
                .contains(KEYSTORE);
    }

    @Test
    void aFileThatIsNoKeystoreIsReported() throws Exception {
        Path pem = Files.writeString(directory.resolve("server.pem"), "-----BEGIN CERTIFICATE-----");

        assertThat(errors(https(pem, "x"))).singleElement().asString().contains(KEYSTORE, "server.pem");
    }

    @Test
    void aKeystoreWithoutAPrivateKeyIsReported() throws Exception {
        Path empty = directory.resolve("empty.p12");
        KeyStore nothing = KeyStore.getInstance("PKCS12");
        nothing.load(null, null);
        try (OutputStream out = Files.newOutputStream(empty)) {
            nothing.store(out, "x".toCharArray());
        }

        assertThat(errors(https(empty, "x"))).singleElement().asString().contains(KEYSTORE, "private key");
    }

    @ParameterizedTest
    @CsvSource({"*, 9080", "0.0.0.0, 9080", "10.3.10.5, 80", "insights.example, 80", "'::', 9080"})
    void aPublicPortWithoutTlsCausesAWarning(String host, String port) {
        assertThat(ListenerSettingsCheck.plainTextWarning(source(Map.of("HTTP_HOST", host, "HTTP_PORT", port))))
                .hasValueSatisfying(warning -> assertThat(warning).contains(host, port, "HTTPS_PORT"));
    }

    @ParameterizedTest
    @CsvSource({"localhost, 9080", "127.0.0.1, 9080", "'::1', 9080", "*, -1"})
    void aLocalOrClosedPortCausesNoWarning(String host, String port) {
        assertThat(ListenerSettingsCheck.plainTextWarning(source(Map.of("HTTP_HOST", host, "HTTP_PORT", port))))
                .isEmpty();
        assertThat(ListenerSettingsCheck.plainTextWarning(source(Map.of()))).isEmpty();
    }

    private static Map<String, String> https(Path keystore, String password) {
        return new HashMap<>(Map.of(HTTPS_PORT, "9443", KEYSTORE, keystore.toString(), PASSWORD, password));
    }

    private static Function<String, Optional<String>> source(Map<String, String> keys) {
        return key -> Optional.ofNullable(keys.get(key));
    }

    private static List<String> errors(Map<String, String> values) {
        ConfigurationValues keys = new ConfigurationValues(source(values));
        new ListenerSettingsCheck(keys).check();
        ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, keys::throwIfInvalid);
        return refused == null ? List.of() : refused.errors();
    }
}
