package org.meetinginsights.configuration.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks the keys for ports and the certificate. Liberty reads them itself, but it would only leave a port closed or fail a
 * TLS handshake. This check names the key at the start.
 */
final class ListenerSettingsCheck {

    private static final String HTTP_PORT = "HTTP_PORT";
    private static final String HTTPS_PORT = "HTTPS_PORT";
    private static final String KEYSTORE = "TLS_KEYSTORE";
    private static final String PASSWORD = "TLS_KEYSTORE_PASSWORD";
    private static final int HIGHEST = 65_535;
    private static final int DEFAULT_PORT = 9_080;

    /** Liberty's value for a closed port. */
    private static final int CLOSED = -1;

    private final ConfigurationValues values;

    ListenerSettingsCheck(ConfigurationValues values) {
        this.values = values;
    }

    /** Rejects the values with which Liberty could not listen. */
    void check() {
        int plain = port(HTTP_PORT, DEFAULT_PORT);
        int tls = port(HTTPS_PORT, CLOSED);
        if (plain == CLOSED && tls == CLOSED) {
            values.reject(HTTP_PORT, Integer.toString(plain), "a port from 1 to 65535 unless HTTPS_PORT is set");
        }
        if (tls != CLOSED) {
            if (tls == plain) {
                values.reject(HTTPS_PORT, Integer.toString(tls), "another port than that of HTTP_PORT");
            }
            checkKeystore();
        }
    }

    /** The warning about a port that other machines can reach without TLS, if there is one. */
    static Optional<String> plainTextWarning(Function<String, Optional<String>> source) {
        ConfigurationValues values = new ConfigurationValues(source);
        String host = values.text("HTTP_HOST").orElse("localhost");
        int port = values.integer(HTTP_PORT, DEFAULT_PORT, CLOSED, HIGHEST);
        return port == CLOSED || NetworkAddress.isLoopback(host)
                ? Optional.empty()
                : Optional.of(
                        "HTTP_HOST is " + host + ", and port " + port + " takes requests in plain text. Put a proxy in"
                                + " front that speaks TLS, or set HTTPS_PORT and TLS_KEYSTORE, and HTTP_PORT=-1 to close this port");
    }

    private int port(String key, int otherwise) {
        int port = values.integer(key, otherwise, CLOSED, HIGHEST);
        if (port == 0) {
            values.reject(key, "0", "a port from 1 to 65535, or -1 for none");
        }
        return port;
    }

    private void checkKeystore() {
        Optional<String> location = values.text(KEYSTORE);
        if (location.isEmpty()) {
            values.reject(KEYSTORE, "", "the path of a PKCS12 file where HTTPS_PORT is set");
        } else if (values.text(PASSWORD).isEmpty()) {
            values.reject(PASSWORD, "", "the password that opens TLS_KEYSTORE");
        } else {
            open(location.get(), values.text(PASSWORD).get().toCharArray());
        }
    }

    private void open(String location, char[] password) {
        try (InputStream file = Files.newInputStream(Path.of(location))) {
            KeyStore keystore = KeyStore.getInstance("PKCS12");
            keystore.load(file, password);
            if (!hasKey(keystore, password)) {
                values.reject(KEYSTORE, location, "a PKCS12 file with a private key and its certificate");
            }
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            if (e instanceof UnrecoverableKeyException || e.getCause() instanceof UnrecoverableKeyException) {
                values.reject(PASSWORD, "(not shown)", "the password that opens TLS_KEYSTORE and the key in it");
            } else {
                values.reject(KEYSTORE, location, "the path of a PKCS12 file that this process may read");
            }
        }
    }

    private static boolean hasKey(KeyStore keystore, char[] password) throws GeneralSecurityException {
        for (String alias : Collections.list(keystore.aliases())) {
            if (keystore.isKeyEntry(alias) && keystore.getKey(alias, password) != null) {
                return true;
            }
        }
        return false;
    }
}
