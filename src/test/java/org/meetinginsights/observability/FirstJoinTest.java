package org.meetinginsights.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.store.Backend;

class FirstJoinTest {

    private final MutableClock clock = new MutableClock();
    private Backend inForce = Backend.MEMORY;
    private final FirstJoin join = FirstJoin.awaited(() -> inForce, clock);

    @Test
    void itIsAwaitedForTenSecondsAtMost() {
        clock.advance(Duration.ofSeconds(10).minusMillis(1));
        assertThat(join.isAwaited()).isTrue();

        clock.advance(Duration.ofMillis(1));

        assertThat(join.isAwaited()).isFalse();
    }

    @Test
    void itIsAwaitedUntilTheClusterIsInUse() {
        assertThat(join.isAwaited()).isTrue();

        inForce = Backend.CLIENT;

        assertThat(join.isAwaited()).isFalse();
    }

    @Test
    void anOutageThatFollowsIsNoReasonToAwaitItAgain() {
        inForce = Backend.EMBEDDED;
        join.isAwaited();

        inForce = Backend.MEMORY;

        assertThat(join.isAwaited()).isFalse();
    }

    @Test
    void aNodeThatIsAloneAwaitsNothing() {
        assertThat(FirstJoin.none().isAwaited()).isFalse();
    }
}
