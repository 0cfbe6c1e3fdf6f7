package org.meetinginsights.security;

import jakarta.security.enterprise.credential.Credential;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API key of a request (RFC 6750, section 2.1). Only its SHA-256 is kept. Immutable. */
final class ApiKeyCredential implements Credential {

    /** The scheme is case-insensitive (RFC 9110, section 11.1). After it comes a b64token. */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*)");

    private final byte[] hash;

    private ApiKeyCredential(byte[] hash) {
        this.hash = hash;
    }

    /** @param authorization all header lines of this name; the result is empty unless they are one line with one key */
    static Optional<ApiKeyCredential> of(List<String> authorization) {
        return Optional.of(authorization)
                .filter(lines -> lines.size() == 1)
                .map(lines -> BEARER.matcher(lines.get(0).strip()))
                .filter(Matcher::matches)
                .map(bearer -> new ApiKeyCredential(sha256(bearer.group(1))));
    }

    byte[] hash() {
        return hash.clone();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
