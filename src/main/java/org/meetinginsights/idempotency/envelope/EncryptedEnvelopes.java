package org.meetinginsights.idempotency.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.meetinginsights.idempotency.key.StoreKey;

/**
 * Envelopes under AES-256-GCM (NIST SP 800-38D): one byte of version, four that name the key, a random nonce of twelve,
 * then the ciphertext with its tag of sixteen. The store key is authenticated with them, so that nobody who can write to
 * the map can give one request another one's answer. Several keys are there for rotation: the first one encrypts, each
 * decrypts. What does not decrypt can be replaced; that includes plain text, which anybody could have put there.
 * Thread-safe.
 */
public final class EncryptedEnvelopes implements EnvelopeFormat {

    /** Of a key, in bytes. */
    public static final int KEY_BYTES = 32;

    /** Newer than plain text to a node that has no key, so that it leaves these alone. */
    static final byte VERSION = 2;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NAME_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD_BYTES = 1 + NAME_BYTES + NONCE_BYTES;

    private final Map<Integer, SecretKeySpec> keys = new LinkedHashMap<>();
    private final int first;
    private final SecureRandom random = new SecureRandom();

    /** @param keys of {@value #KEY_BYTES} bytes each, at least one */
    public EncryptedEnvelopes(List<byte[]> keys) {
        keys.forEach(key -> this.keys.put(nameOf(key), new SecretKeySpec(key, "AES")));
        this.first = nameOf(keys.get(0));
    }

    /** Says nothing about the key to whoever sees it. */
    private static int nameOf(byte[] key) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key))
                    .getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    @Override
    public byte[] write(StoreKey key, Envelope envelope) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] head = ByteBuffer.allocate(HEAD_BYTES)
                .put(VERSION)
                .putInt(first)
                .put(nonce)
                .array();
        try {
            byte[] text =
                    cipher(Cipher.ENCRYPT_MODE, keys.get(first), head, key).doFinal(EnvelopeCodec.encode(envelope));
            return ByteBuffer.allocate(head.length + text.length)
                    .put(head)
                    .put(text)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has AES-GCM", e);
        }
    }

    @Override
    public Lookup read(StoreKey key, byte[] bytes, Clock clock) {
        if (bytes.length > 0 && Byte.toUnsignedInt(bytes[0]) > EnvelopeCodec.NEXT_VERSION) {
            return Lookup.NEWER;
        }
        if (bytes.length < HEAD_BYTES + TAG_BITS / Byte.SIZE || bytes[0] != VERSION) {
            return Lookup.UNREADABLE;
        }
        SecretKeySpec secret = keys.get(ByteBuffer.wrap(bytes).getInt(1));
        if (secret == null) {
            return Lookup.UNREADABLE;
        }
        try {
            byte[] head = Arrays.copyOf(bytes, HEAD_BYTES);
            byte[] text = cipher(Cipher.DECRYPT_MODE, secret, head, key)
                    .doFinal(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES);
            return EnvelopeCodec.decode(text, clock);
        } catch (GeneralSecurityException e) {
            return Lookup.UNREADABLE; // Another key's, or somebody changed or moved it.
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec secret, byte[] head, StoreKey key)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, head, 1 + NAME_BYTES, NONCE_BYTES));
        cipher.updateAAD(head, 0, 1 + NAME_BYTES);
        cipher.updateAAD(key.text().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
