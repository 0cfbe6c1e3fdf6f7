package org.meetinginsights.idempotency.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands for a customer in store keys, so that one prefix scan finds all that is stored about one, and nobody who reads
 * keys learns a customer id: the first 16 hex digits of HMAC-SHA-256 over the id, of plain SHA-256 where no key is set.
 */
public final class CustomerTag {

    /** In the place of a tag where the request names no customer. */
    public static final String NONE = "-";

    private static final int DIGITS = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final Optional<SecretKeySpec> key;

    /** @param key 32 bytes, or nothing for plain SHA-256 */
    public CustomerTag(Optional<byte[]> key) {
        this.key = key.map(bytes -> new SecretKeySpec(bytes, ALGORITHM));
    }

    public String of(String customerId) {
        if (customerId == null || customerId.isEmpty()) {
            return NONE;
        }
        return key.map(secret -> hmac(secret, customerId))
                .orElseGet(() -> new Sha256().plain(customerId).hex())
                .substring(0, DIGITS);
    }

    private static String hmac(SecretKeySpec key, String customerId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(customerId.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
