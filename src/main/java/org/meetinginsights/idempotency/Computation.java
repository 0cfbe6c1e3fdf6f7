package org.meetinginsights.idempotency;

import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Failure;

/** What a paid call gave. */
public sealed interface Computation {

    Usage usage();

    /**
     * A complete and valid result.
     *
     * @param body the response's bytes
     * @param analyst who made it
     */
    record Completed(byte[] body, String analyst, Usage usage) implements Computation {}

    /** No result; what it cost is lost. */
    record Failed(Failure failure, Usage usage) implements Computation {}
}
