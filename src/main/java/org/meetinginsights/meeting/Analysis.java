package org.meetinginsights.meeting;

import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Failure;

/** The outcome of an analyst's work. */
public sealed interface Analysis {

    /** Complete and valid findings, and the usage. */
    record Completed(Findings findings, Usage usage) implements Analysis {}

    /** No findings. The attempts may have cost something all the same. */
    record Failed(Failure failure, Usage usage) implements Analysis {}
}
