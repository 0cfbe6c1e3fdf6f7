package org.meetinginsights.idempotency.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.MutableClock;

class RateLimitTest {

    private final MutableClock clock = new MutableClock();
    private final RateLimit limit = new RateLimit(3, new TimeMeter() {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    });

    @Test
    void soManyCallsAreThereAtOnceAndNotOneMore() {
        assertThat(IntStream.range(0, 3).mapToObj(i -> limit.take("acme/ci"))).containsOnly(Optional.empty());
        assertThat(limit.take("acme/ci")).contains(Duration.ofSeconds(20));
    }

    @Test
    void theTimeIsThatUntilThereIsOne() {
        useUp("acme/ci");
        clock.advance(Duration.ofSeconds(19));

        assertThat(limit.take("acme/ci")).contains(Duration.ofSeconds(1));

        clock.advance(Duration.ofSeconds(1));

        assertThat(limit.take("acme/ci")).isEmpty();
        assertThat(limit.take("acme/ci")).contains(Duration.ofSeconds(20));
    }

    @Test
    void aRefusalTakesNothing() {
        useUp("acme/ci");
        IntStream.range(0, 100).forEach(i -> limit.take("acme/ci"));
        clock.advance(Duration.ofSeconds(20));

        assertThat(limit.take("acme/ci")).isEmpty();
    }

    @Test
    void lookingAheadSaysTheTimeAndTakesNothing() {
        IntStream.range(0, 100).forEach(i -> assertThat(limit.delay("acme/ci")).isEmpty());

        useUp("acme/ci");

        assertThat(limit.delay("acme/ci")).contains(Duration.ofSeconds(20));
    }

    @Test
    void afterAMinuteAllAreThereAndNotMore() {
        useUp("acme/ci");
        clock.advance(Duration.ofHours(5));

        useUp("acme/ci");

        assertThat(limit.take("acme/ci")).isPresent();
    }

    @Test
    void everyPayerHasItsOwn() {
        useUp("acme/ci");

        assertThat(limit.take("beta/ci")).isEmpty();
        assertThat(limit.take("acme/cron")).isEmpty();
    }

    @Test
    void whoHasNotBeenSeenForAMinuteIsForgotten() {
        limit.take("192.0.2.1");
        clock.advance(Duration.ofSeconds(59));
        limit.take("192.0.2.2");
        clock.advance(Duration.ofSeconds(1));

        assertThat(limit.payers()).isOne();
    }

    @Test
    void onlySoManyAreRemembered() {
        IntStream.range(0, 30_000).forEach(i -> limit.take("2001:db8::" + i));

        assertThat(limit.payers()).isLessThanOrEqualTo(10_000);
    }

    private void useUp(String payer) {
        assertThat(IntStream.range(0, 3).mapToObj(i -> limit.take(payer))).containsOnly(Optional.empty());
    }
}
