package org.meetinginsights.meeting;

import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Failure;

/**
 * What became of an analyst's work.
 *
 * @param <F> the findings: {@link Extraction} or {@link Assessment}
 */
public sealed interface Analysis<F> {

    /** Complete and valid findings, and what they cost. */
    record Completed<F>(F findings, Usage usage) implements Analysis<F> {}

    /** No findings, and what the attempts cost all the same. */
    record Failed<F>(Failure failure, Usage usage) implements Analysis<F> {}
}
