package org.meetinginsights.observability.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.Forward;
import org.meetinginsights.idempotency.IdempotentRequest;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.hazelcast.CapturedLog;
import org.meetinginsights.idempotency.local.LocalResultStore;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.observability.metrics.CacheSize;

class CacheLogTest {

    private final CapturedLog lines = new CapturedLog("org.meetinginsights.cache");
    private final MutableClock clock = new MutableClock();
    private final CacheSize size = new CacheSize(new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock));
    private final CacheLog log = new CacheLog(size, clock, Duration.ofHours(24));
    private final Envelope envelope = Samples.envelope("result", clock);
    private final IdempotentRequest request = Samples.request(Optional.empty(), clock);

    @AfterEach
    void stopListening() {
        lines.close();
    }

    @Test
    void aHitSaysItsAge() {
        clock.advance(Duration.ofMillis(3_100));
        answered(new Outcome.Hit(envelope));

        assertThat(lines.lines())
                .singleElement()
                .asString()
                .endsWith("[CACHE HIT] [HAZELCAST] idempotency_key=none | age=3.1s | cache_size=0");
    }

    @Test
    void aStoredMissSaysHowLongItIsServed() {
        answered(new Outcome.Miss(envelope, Usage.FREE, Forward.URI_MISS, Duration.ZERO, true));

        assertThat(lines.lines())
                .anySatisfy(line -> assertThat(line)
                        .endsWith("[CACHE SAVE] [HAZELCAST] idempotency_key=none | cache_size=0 | ttl=24h"));
    }

    @Test
    void aSharedCallSaysTheWait() {
        answered(new Outcome.Collapsed(envelope, Forward.URI_MISS, Duration.ofMillis(2_300)));

        assertThat(lines.lines()).singleElement().asString().endsWith("idempotency_key=none | waited=2.3s");
    }

    @Test
    void aBypassSaysTheReason() {
        answered(new Outcome.Bypassed(envelope, Usage.FREE, Forward.NO_KEY));

        assertThat(lines.lines()).singleElement().asString().endsWith("[CACHE BYPASS] reason=NO-KEY");
    }

    private void answered(Outcome outcome) {
        log.answered(request, new Answer(outcome, Backend.EMBEDDED));
    }
}
