package org.meetinginsights.idempotency.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void goesOnFromTheTimeOfDayAsNanosecondsPassAlsoWhereTheirCountOverflows() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
        SteadyClock clock = new SteadyClock(NOON, nanos::get);
        assertThat(clock.instant()).isEqualTo(NOON);

        nanos.addAndGet(1_500_000_000L);

        assertThat(clock.instant()).isEqualTo(NOON.plusMillis(1_500));
    }
}
