package org.meetinginsights.idempotency.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) over texts, as lower-case hex. One instance serves one digest; not thread-safe. */
final class Sha256 {

    private static final int ABSENT = -1;

    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The text's UTF-8 bytes and nothing else: what other systems that compute the same digest do. */
    Sha256 plain(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The text with its length in front, so that "ab" + "c" and "a" + "bc" differ, and absent differs from empty. */
    Sha256 field(String text) {
        if (text == null) {
            return length(ABSENT);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        length(bytes.length);
        digest.update(bytes);
        return this;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private Sha256 length(int length) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
        return this;
    }
}
