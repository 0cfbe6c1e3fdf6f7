package org.meetinginsights.idempotency.store;

import java.time.Duration;

/**
 * How long the parts of one request wait for a shared store. Each is a fixed limit; all of them end at once when the store is
 * known to be away. So no hit waits for the cluster longer than a lookup, and a request that is about to pay waits for its
 * claim, because paying twice is dearer than waiting.
 *
 * @param lookup of a result, a claim or an idempotency record; then the node answers from its near cache or goes on as if
 *     there were none
 * @param claim with the look after it. Longer than the failure detector needs to drop a frozen member (12 s), so that the
 *     look finds what that member's backup holds
 * @param write after the call; then the answer goes out without {@code stored}, and hinted handoff brings the result later
 */
public record StoreTimeouts(Duration lookup, Duration claim, Duration write) {

    /** The limits of this service. */
    public static final StoreTimeouts STANDARD =
            new StoreTimeouts(Duration.ofMillis(500), Duration.ofSeconds(15), Duration.ofMillis(300));
}
