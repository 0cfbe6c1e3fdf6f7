package org.meetinginsights.idempotency.hazelcast;

import java.util.concurrent.Executor;
import org.meetinginsights.idempotency.hazelcast.connection.BoundedCalls;
import org.meetinginsights.idempotency.store.StoreTimeouts;

/**
 * The ways on which the store is asked, apart from one another so that none waits behind what matters less.
 *
 * @param lookups of results and claims, and requests for claims
 * @param holders of those who hold a claim: what is paid for must not queue behind those who only want one
 * @param records of callers' keys: a claim that queued up behind them would come too late, and be paid for twice
 * @param scans of operators, and what this node reads and sweeps in the background
 * @param timeouts of the calls for requests
 */
record StoreCalls(
        BoundedCalls lookups, BoundedCalls holders, BoundedCalls records, BoundedCalls scans, StoreTimeouts timeouts)
        implements AutoCloseable {

    private static final int THREADS = 64;

    /** Few: a scan of a million entries must not delay a claim. */
    private static final int SCAN_THREADS = 4;

    static StoreCalls of(StoreTimeouts timeouts, Executor continuations) {
        return new StoreCalls(
                new BoundedCalls("store-call", THREADS, continuations),
                new BoundedCalls("claim-holder", THREADS, continuations),
                new BoundedCalls("record-call", THREADS, continuations),
                new BoundedCalls("store-scan", SCAN_THREADS, continuations),
                timeouts);
    }

    @Override
    public void close() {
        lookups.close();
        holders.close();
        records.close();
        scans.close();
    }
}
