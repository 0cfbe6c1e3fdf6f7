package org.meetinginsights.security;

import java.security.MessageDigest;

/**
 * An API key of the configuration: its hash and its owner. The application never stores the key itself. Immutable.
 *
 * @param hash SHA-256 of the key's text; it is never shown, because a weak key can be guessed from it
 */
public record ApiKey(Identity identity, byte[] hash) {

    public ApiKey {
        hash = hash.clone();
    }

    @Override
    public byte[] hash() {
        return hash.clone();
    }

    /** Takes the same time for every hash. */
    boolean matches(byte[] presented) {
        return MessageDigest.isEqual(hash, presented);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "ApiKey[" + identity + "]";
    }
}
