package org.meetinginsights.idempotency;

import java.time.Duration;
import java.util.Optional;

/** How many calls somebody may still have made. Thread-safe; does not block. */
@FunctionalInterface
public interface CallBudget {

    /** As many as anybody likes. */
    CallBudget UNLIMITED = payer -> Optional.empty();

    /**
     * Looks ahead and takes nothing: another request may take the last call meanwhile.
     *
     * @return nothing if there is a call now, else the time until there is one
     */
    default Optional<Duration> delay(String payer) {
        return Optional.empty();
    }

    /**
     * Takes one call, if there is one.
     *
     * @param payer who has it made
     * @return nothing if it is taken, else the time until there is one
     */
    Optional<Duration> take(String payer);
}
