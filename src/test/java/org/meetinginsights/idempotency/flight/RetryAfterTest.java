package org.meetinginsights.idempotency.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.MutableClock;

class RetryAfterTest {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    private final MutableClock clock = new MutableClock();

    @Test
    void isTheTimeLeftToTheDeadline() {
        assertThat(remaining(Duration.ofSeconds(50))).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void isASecondAtLeast() {
        assertThat(remaining(Duration.ofSeconds(-5))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void isNoLongerThanACallMayTakeWhateverAnotherNodesClockSays() {
        assertThat(remaining(Duration.ofDays(365))).isEqualTo(LONGEST_CALL);
    }

    private Duration remaining(Duration left) {
        return RetryAfter.until(clock.instant().plus(left), LONGEST_CALL, clock);
    }
}
