package org.meetinginsights.idempotency.key;

import java.util.List;

/**
 * SHA-256 over a whole request, each field with its length in front. Nothing is trimmed and no Unicode form is
 * normalised: requests that differ in one code unit are different requests.
 *
 * @param hex 64 lower-case hex digits
 */
public record Fingerprint(String hex) {

    /** The fingerprint of the fields in their given order; {@code null} is an absent field and not an empty one. */
    public static Fingerprint of(List<String> fields) {
        Sha256 sha256 = new Sha256();
        fields.forEach(sha256::field);
        return new Fingerprint(sha256.hex());
    }
}
