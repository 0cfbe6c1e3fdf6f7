package org.meetinginsights.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.ManualTimer;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.local.LocalResultStore;
import org.meetinginsights.idempotency.store.ClaimAttempt;

class CacheSizeTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final MutableClock clock = new MutableClock();
    private final ManualTimer timer = new ManualTimer(clock);
    private final LocalResultStore store = new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock);
    private final CacheSize size = new CacheSize(store);

    @Test
    void isCountedEveryFiveSeconds() {
        size.start(timer);
        timer.pass(Duration.ZERO);
        store("one");
        store("two");

        assertThat(size.value()).isZero();
        timer.pass(INTERVAL);
        assertThat(size.value()).isEqualTo(2);
    }

    @Test
    void doesNotIncludeExpiredResults() {
        store("one");
        size.start(timer);
        timer.pass(INTERVAL);
        timer.pass(Samples.LIFE);

        assertThat(size.value()).isZero();
    }

    @Test
    void includesWhatIsStoredBetweenTwoCounts() {
        size.added();

        assertThat(size.value()).isEqualTo(1);
    }

    @Test
    void isNotCountedAfterClose() {
        size.start(timer);
        size.close();

        assertThat(timer.waiting()).isZero();
    }

    private void store(String name) {
        StoreKey key = new StoreKey(name);
        ClaimAttempt.Granted granted = (ClaimAttempt.Granted)
                Samples.get(store.claims().claim(key, clock.instant().plusSeconds(1)));
        Samples.get(store.claims().complete(granted.claim(), Samples.envelope(name, clock), false));
    }
}
