package org.meetinginsights.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.meetinginsights.idempotency.envelope.Envelope;

/**
 * What a caller lets count as an answer: the request directives of RFC 9111, section 5.2.1, with the meaning that this
 * application gives them. Immutable.
 *
 * @param noCache do not reuse what is stored; a call that is in flight is fresh enough
 * @param maxAge do not reuse what is older
 * @param noStore keep nothing of this request
 * @param onlyIfCached answer at once from the store or not at all
 */
public record CacheDirectives(boolean noCache, Optional<Duration> maxAge, boolean noStore, boolean onlyIfCached) {

    /** Anything that is fresh will do. */
    public static final CacheDirectives NONE = new CacheDirectives(false, Optional.empty(), false, false);

    /** The same, for callers who may not have the model called for what is stored. */
    public CacheDirectives withoutRefresh() {
        return new CacheDirectives(false, Optional.empty(), noStore, onlyIfCached);
    }

    /**
     * Whether a stored result may be the answer.
     *
     * @param requestedAt when the request came in; what was made since then is never too old
     */
    boolean allow(Envelope stored, Instant requestedAt, Clock clock) {
        if (stored.createdAt().isAfter(requestedAt)) {
            return true;
        }
        // In whole seconds, as Age is told (RFC 9111, section 5.1): who is told 5 may be given 5 for max-age=5.
        return !noCache
                && maxAge.filter(limit -> stored.age(clock).toSeconds() > limit.toSeconds())
                        .isEmpty();
    }
}
