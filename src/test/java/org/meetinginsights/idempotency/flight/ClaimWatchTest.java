package org.meetinginsights.idempotency.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.local.LayeredResultStore;
import org.meetinginsights.idempotency.local.LocalResultStore;
import org.meetinginsights.idempotency.local.RecordedHealth;
import org.meetinginsights.idempotency.local.SharedStoreHealth;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.StoreDouble;
import org.meetinginsights.idempotency.store.StoreDouble.Call;

class ClaimWatchTest {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final LocalResultStore cluster = local();
    private final StoreDouble shared = new StoreDouble(cluster);
    private final SharedStoreHealth health =
            new SharedStoreHealth(shared::size, Duration.ofSeconds(1), clock, timer, new RecordedHealth());
    private final LayeredResultStore store = new LayeredResultStore(local(), shared, health, clock, clock);
    private final StoreKey key = newKey();

    @AfterEach
    void stop() {
        store.close();
        timer.shutdownNow();
    }

    @Test
    void findsTheResultWhileTheMemberIsSilentThatWouldHaveTheOutcome() {
        health.start();
        ClaimAttempt.Granted theirs = (ClaimAttempt.Granted)
                get(shared.claims().claim(key, clock.instant().plusSeconds(50)));
        Envelope result = envelope("result", clock);
        get(shared.claims().complete(theirs.claim(), result, false));
        shared.fail(Call.INSPECT);

        assertThat(get(end(theirs.claim()))).isEqualTo(new ClaimEnd.Result(result));
    }

    private CompletionStage<ClaimEnd> end(Claim met) {
        return new ClaimWatch(met, store, anything -> true, clock.instant().plus(LONGEST_WAIT), clock, timer).end();
    }

    private LocalResultStore local() {
        return new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock);
    }
}
