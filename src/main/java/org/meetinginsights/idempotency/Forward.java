package org.meetinginsights.idempotency;

/** Why a request was not answered from the store (RFC 9211, section 2.2). */
public enum Forward {
    /** Nothing was stored. */
    URI_MISS,
    /** What was stored had expired. */
    STALE,
    /** The request is not one to store. */
    BYPASS;

    static Forward after(Lookup lookup) {
        return lookup instanceof Lookup.Expired ? STALE : URI_MISS;
    }
}
