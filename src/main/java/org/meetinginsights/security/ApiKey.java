package org.meetinginsights.security;

import java.security.MessageDigest;

/**
 * A key that somebody may have: its hash and whose it is. The key itself is nowhere in this application. Immutable.
 *
 * @param hash SHA-256 of the key's text; it is never shown, since a weak key can be guessed from it
 */
public record ApiKey(Identity identity, byte[] hash) {

    public ApiKey {
        hash = hash.clone();
    }

    @Override
    public byte[] hash() {
        return hash.clone();
    }

    /** In the same time whatever is presented. */
    boolean is(byte[] presented) {
        return MessageDigest.isEqual(hash, presented);
    }

    /** Whether whoever has one has the other. */
    public boolean isSameAs(ApiKey other) {
        return is(other.hash);
    }

    /** Never the hash. */
    @Override
    public String toString() {
        return "ApiKey[" + identity + "]";
    }
}
