package org.meetinginsights.idempotency;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.meetinginsights.idempotency.flight.SteadyClock;
import org.meetinginsights.idempotency.store.ResultStore;

/**
 * What all requests of a node share.
 *
 * @param budget is asked before each call
 * @param clock that other nodes have too
 * @param steady measures how long a request waits, such as a {@link SteadyClock}
 * @param executor starts the calls
 * @param timer renews leases and looks again for those who wait
 */
public record ExecutionContext(
        ResultStore store,
        ExecutionLimits limits,
        CallBudget budget,
        Clock clock,
        Clock steady,
        Executor executor,
        ScheduledExecutorService timer,
        ExecutionListener listener) {}
