package org.meetinginsights.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.envelope.Usage;

class UsageTest {

    private static final Usage MOST = new Usage(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    @Test
    void addsUp() {
        assertThat(new Usage(1, 2, 3).plus(new Usage(10, 20, 30))).isEqualTo(new Usage(11, 22, 33));
        assertThat(new Usage(1, 2, 3).tokens()).isEqualTo(3);
    }

    @Test
    void neverTurnsIntoLessThanItWas() {
        assertThat(MOST.plus(new Usage(1, 1, 1))).isEqualTo(MOST);
        assertThat(MOST.tokens()).isEqualTo(Long.MAX_VALUE);
    }
}
