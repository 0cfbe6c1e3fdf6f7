package org.meetinginsights.idempotency.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.envelope;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.MutableClock;

class EnvelopeTest {

    private final MutableClock clock = new MutableClock();
    private final Envelope envelope = envelope("result", clock);

    @Test
    void itsAgeCountsFromWhenItWasMade() {
        clock.advance(Duration.ofSeconds(90));

        assertThat(envelope.age(clock)).isEqualTo(Duration.ofSeconds(90));
        assertThat(envelope.remaining(clock)).isEqualTo(LIFE.minusSeconds(90));
    }

    @Test
    void itIsNeverYoungerThanNewAlthoughClocksDiffer() {
        clock.advance(Duration.ofSeconds(-5));

        assertThat(envelope.age(clock)).isZero();
    }

    @Test
    void nothingIsLeftOfItWhenItHasExpired() {
        clock.advance(LIFE.plusSeconds(1));

        assertThat(envelope.remaining(clock)).isZero();
        assertThat(envelope.isFresh(clock)).isFalse();
    }

    @Test
    void itIsNotServedAnyMoreAtTheMomentAtWhichItExpires() {
        clock.advance(LIFE.minusMillis(1));
        assertThat(envelope.isFresh(clock)).isTrue();

        clock.advance(Duration.ofMillis(1));
        assertThat(envelope.isFresh(clock)).isFalse();
    }

    @Test
    void itsLifetimeDoesNotDependOnTheTime() {
        clock.advance(Duration.ofHours(3));

        assertThat(envelope.lifetime()).isEqualTo(LIFE);
    }
}
