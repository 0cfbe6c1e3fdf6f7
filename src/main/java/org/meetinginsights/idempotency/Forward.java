package org.meetinginsights.idempotency;

import java.util.Optional;
import org.meetinginsights.idempotency.envelope.Lookup;

/** Why a request was not answered from the store (RFC 9211, section 2.2). */
public enum Forward {
    /** Nothing was stored. */
    URI_MISS("uri-miss", ""),
    /** What was stored had expired. */
    STALE("stale", ""),
    /** The caller wanted a fresh one. */
    REQUEST("request", ""),
    /** The request names nothing that its result could be kept under. */
    NO_KEY("bypass", "NO-KEY"),
    /** The caller wants nothing kept. */
    NO_STORE("bypass", "NO-STORE");

    private final String token;
    private final String detail;

    Forward(String token, String detail) {
        this.token = token;
        this.detail = detail;
    }

    static Forward after(Lookup lookup, CacheDirectives directives) {
        if (directives.noCache() || lookup instanceof Lookup.Fresh) {
            return REQUEST;
        }
        return lookup instanceof Lookup.Expired ? STALE : URI_MISS;
    }

    /** The value of {@code fwd}. */
    public String token() {
        return token;
    }

    /** The value of {@code detail}, where the reason has one. */
    public Optional<String> detail() {
        return Optional.of(detail).filter(text -> !text.isEmpty());
    }

    /** Whether the store was left out. */
    public boolean isBypass() {
        return this == NO_KEY || this == NO_STORE;
    }
}
