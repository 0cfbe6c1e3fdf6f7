package org.meetinginsights.idempotency.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.meetinginsights.idempotency.MutableClock;

/** Time that passes in steps of a second. */
final class TimeLapse {

    private static final int LONGEST_SECONDS = 100;

    private TimeLapse() {}

    static void until(BooleanSupplier condition, MutableClock clock) {
        for (int second = 0; second < LONGEST_SECONDS; second++) {
            if (condition.getAsBoolean()) {
                return;
            }
            clock.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError("It did not happen within " + LONGEST_SECONDS + " seconds");
    }
}
