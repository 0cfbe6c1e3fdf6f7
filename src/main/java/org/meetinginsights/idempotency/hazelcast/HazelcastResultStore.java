package org.meetinginsights.idempotency.hazelcast;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.meetinginsights.idempotency.envelope.EnvelopeFormat;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;
import org.meetinginsights.idempotency.hazelcast.erasure.ClusterErasure;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Records;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.Results;
import org.meetinginsights.idempotency.store.StoreTimeouts;

/**
 * A store in Hazelcast maps: results as bytes, claims and outcomes as texts. Only plain {@code putIfAbsent},
 * {@code replace} and {@code remove}: a server needs no class of ours for them, and they work the same in a member and in
 * a client. A claim is renewed by {@code replace(old, new)}, which starts the map's time to live anew; that is why the
 * claims map has one. Thread-safe.
 */
public final class HazelcastResultStore implements ResultStore {

    private final HazelcastLink link;
    private final StoreMaps maps;
    private final StoreCalls calls;
    private final ClusterErasure erasure;
    private final ClusterProbe probe;
    private final SharedResults results;
    private final Claims claims;
    private final Records records;

    /**
     * @param lease that a claim must have in the map
     * @param timeouts of the calls for requests
     * @param format of what is kept
     * @param erasures what this node knows to be erased; the cluster's are added to it
     * @param continuations runs what follows an answer of Hazelcast's
     */
    public HazelcastResultStore(
            HazelcastLink link,
            Duration lease,
            StoreTimeouts timeouts,
            EnvelopeFormat format,
            Erasures erasures,
            Clock clock,
            Executor continuations) {
        this.link = link;
        this.maps = new StoreMaps(link);
        this.calls = StoreCalls.of(timeouts, continuations);
        ResultIndex index = new ResultIndex(maps, format, erasures, clock);
        this.erasure = new ClusterErasure(link, maps, calls.scans(), erasures, clock, index::removeErased);
        this.results = new SharedResults(maps, calls, format, erasures, erasure, index, clock);
        FirstWriterWins firstWriterWins = new FirstWriterWins(maps, index, format, erasures, clock);
        this.claims = new SharedClaims(link, maps, calls, erasure, results, firstWriterWins);
        this.records = new SharedRecords(maps, calls, erasures, erasure, clock);
        LeaseCheck leaseCheck = new LeaseCheck(link, maps, lease);
        this.probe = new ClusterProbe(leaseCheck, maps, calls.scans(), erasure, results::warmUp);
    }

    /** Is told of each result that nobody can read; to be set before the first request. */
    public void onUnreadable(Runnable action) {
        results.onUnreadable(action);
    }

    /**
     * Has the other nodes know this one, so that whoever erases something there is told whether it has heard of it.
     *
     * @param name for operators, of {@code A-Z a-z 0-9 . _ : -}
     */
    public void appear(String name) {
        erasure.appear(name);
    }

    /** Whether any member answers, and whether they are set up as they must be; fails if not. */
    public CompletionStage<Void> probe() {
        return probe.run();
    }

    @Override
    public Results results() {
        return results;
    }

    @Override
    public Claims claims() {
        return claims;
    }

    @Override
    public Records records() {
        return records;
    }

    @Override
    public CompletionStage<Erased> erase(StoreScope scope) {
        return erasure.erase(scope);
    }

    @Override
    public Backend backend() {
        return link.backend();
    }

    @Override
    public int members() {
        return maps.members();
    }

    @Override
    public void close() {
        erasure.leave();
        calls.close();
        link.close();
    }
}
