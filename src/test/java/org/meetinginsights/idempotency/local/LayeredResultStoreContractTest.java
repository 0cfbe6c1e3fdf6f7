package org.meetinginsights.idempotency.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.meetinginsights.idempotency.ManualTimer;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.ResultStoreContract;
import org.meetinginsights.idempotency.store.StoreDouble;

class LayeredResultStoreContractTest extends ResultStoreContract {

    private final StoreDouble shared =
            new StoreDouble(new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock));
    private final ManualTimer timer = new ManualTimer(clock);
    private final SharedStoreHealth health =
            new SharedStoreHealth(shared::size, Duration.ofSeconds(1), clock, timer, new RecordedHealth());
    private final LayeredResultStore store = new LayeredResultStore(
            new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock), shared, health, clock, clock);

    @BeforeEach
    void theSharedStoreIsThere() {
        health.start();
    }

    @Override
    protected ResultStore store() {
        return store;
    }

    @Override
    protected void timePassesUntil(BooleanSupplier condition) {
        TimeLapse.until(condition, clock);
    }
}
