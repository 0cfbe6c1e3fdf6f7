package org.meetinginsights.observability.health;

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
    void isAwaitedForAtMostTenSeconds() {
        clock.advance(Duration.ofSeconds(10).minusMillis(1));
        assertThat(join.isAwaited()).isTrue();

        clock.advance(Duration.ofMillis(1));

        assertThat(join.isAwaited()).isFalse();
    }

    @Test
    void isAwaitedUntilTheNodeHasJoined() {
        assertThat(join.isAwaited()).isTrue();

        inForce = Backend.CLIENT;

        assertThat(join.isAwaited()).isFalse();
    }

    @Test
    void isNotAwaitedAgainAfterAnOutage() {
        inForce = Backend.EMBEDDED;
        join.isAwaited();

        inForce = Backend.MEMORY;

        assertThat(join.isAwaited()).isFalse();
    }

    @Test
    void isNotAwaitedByANodeThatIsAlone() {
        assertThat(FirstJoin.none().isAwaited()).isFalse();
    }
}
