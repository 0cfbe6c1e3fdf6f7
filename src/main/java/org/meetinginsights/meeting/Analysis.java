package org.meetinginsights.meeting;

import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Failure;

/**
 * The outcome of an analyst's work.
 *
 * @param <F> the findings: {@link Extraction} or {@link Assessment}
 */
public sealed interface Analysis<F> {

    /** Complete and valid findings, and the usage. */
    record Completed<F>(F findings, Usage usage) implements Analysis<F> {}

    /** No findings. The attempts may have cost something all the same. */
    record Failed<F>(Failure failure, Usage usage) implements Analysis<F> {}
}
