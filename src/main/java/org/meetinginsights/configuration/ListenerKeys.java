package org.meetinginsights.configuration;

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
 * The keys that say where the server listens, and with which certificate. Liberty reads them itself; but what is wrong with
 * them is better said at the start than by a port that is not open, or a handshake that fails.
 */
final class ListenerKeys {

    private static final String HTTP_PORT = "HTTP_PORT";
    private static final String HTTPS_PORT = "HTTPS_PORT";
    private static final String KEYSTORE = "TLS_KEYSTORE";
    private static final String PASSWORD = "TLS_KEYSTORE_PASSWORD";
    private static final int HIGHEST = 65_535;
    private static final int DEFAULT_PORT = 9_080;

    /** As Liberty says it. */
    private static final int CLOSED = -1;

    private final KeyReader keys;

    ListenerKeys(KeyReader keys) {
        this.keys = keys;
    }

    /** Complains about whatever Liberty could not listen with. */
    void check() {
        int plain = port(HTTP_PORT, DEFAULT_PORT);
        int tls = port(HTTPS_PORT, CLOSED);
        if (plain == CLOSED && tls == CLOSED) {
            keys.complain(HTTP_PORT, Integer.toString(plain), "a port from 1 to 65535 unless HTTPS_PORT is set");
        }
        if (tls != CLOSED) {
            if (tls == plain) {
                keys.complain(HTTPS_PORT, Integer.toString(tls), "another port than that of HTTP_PORT");
            }
            checkKeystore();
        }
    }

    /** What to say of a port that others reach and that encrypts nothing; nothing if there is no such port. */
    static Optional<String> plainTextForOthers(Function<String, Optional<String>> source) {
        KeyReader keys = new KeyReader(source);
        String host = keys.text("HTTP_HOST").orElse("localhost");
        int port = keys.integer(HTTP_PORT, DEFAULT_PORT, CLOSED, HIGHEST);
        return port == CLOSED || Reachability.isLoopback(host)
                ? Optional.empty()
                : Optional.of(
                        "HTTP_HOST is " + host + ", and port " + port + " takes requests in plain text. Put a proxy in"
                                + " front that speaks TLS, or set HTTPS_PORT and TLS_KEYSTORE, and HTTP_PORT=-1 to close this port");
    }

    private int port(String key, int otherwise) {
        int port = keys.integer(key, otherwise, CLOSED, HIGHEST);
        if (port == 0) {
            keys.complain(key, "0", "a port from 1 to 65535, or -1 for none");
        }
        return port;
    }

    private void checkKeystore() {
        Optional<String> location = keys.text(KEYSTORE);
        if (location.isEmpty()) {
            keys.complain(KEYSTORE, "", "the path of a PKCS12 file where HTTPS_PORT is set");
        } else if (keys.text(PASSWORD).isEmpty()) {
            keys.complain(PASSWORD, "", "the password that opens TLS_KEYSTORE");
        } else {
            open(location.get(), keys.text(PASSWORD).get().toCharArray());
        }
    }

    private void open(String location, char[] password) {
        try (InputStream file = Files.newInputStream(Path.of(location))) {
            KeyStore keystore = KeyStore.getInstance("PKCS12");
            keystore.load(file, password);
            if (!hasKey(keystore, password)) {
                keys.complain(KEYSTORE, location, "a PKCS12 file with a private key and its certificate");
            }
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            if (e instanceof UnrecoverableKeyException || e.getCause() instanceof UnrecoverableKeyException) {
                keys.complain(PASSWORD, "(not shown)", "the password that opens TLS_KEYSTORE and the key in it");
            } else {
                keys.complain(KEYSTORE, location, "the path of a PKCS12 file that this process may read");
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
