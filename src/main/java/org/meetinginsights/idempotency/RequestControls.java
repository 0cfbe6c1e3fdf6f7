package org.meetinginsights.idempotency;

import java.util.Optional;
import org.meetinginsights.idempotency.key.CallerKey;

/**
 * What a caller says about how its request is to be answered.
 *
 * @param directives what counts as an answer
 * @param callerKey the caller's own name for the request
 */
public record RequestControls(CacheDirectives directives, Optional<CallerKey> callerKey) {

    /** Nothing. */
    public static final RequestControls NONE = new RequestControls(CacheDirectives.NONE, Optional.empty());
}
