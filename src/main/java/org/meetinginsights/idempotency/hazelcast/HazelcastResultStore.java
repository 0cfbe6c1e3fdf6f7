package org.meetinginsights.idempotency.hazelcast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.EnvelopeFormat;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.hazelcast.connection.BoundedCalls;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;
import org.meetinginsights.idempotency.hazelcast.erasure.ClusterErasure;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.StandingRecord;
import org.meetinginsights.idempotency.store.StoreTimeouts;
import org.meetinginsights.idempotency.store.StoredResult;

/**
 * A store in Hazelcast maps: results as bytes, claims and outcomes as texts. Only plain {@code putIfAbsent},
 * {@code replace} and {@code remove}: a server needs no class of ours for them, and they work the same in a member and in
 * a client. A claim is renewed by {@code replace(old, new)}, which starts the map's time to live anew; that is why the
 * claims map has one. Thread-safe.
 */
public final class HazelcastResultStore implements ResultStore {

    private static final int THREADS = 64;

    /** Few: a scan of a million entries must not delay a claim. */
    private static final int SCAN_THREADS = 4;

    private final HazelcastLink link;
    private final StoreMaps maps;
    private final BoundedCalls calls;
    /** Of those who hold a claim: what is paid for must not queue behind those who only want one. */
    private final BoundedCalls holdersCalls;
    /** For callers' keys: a claim that queued up behind them would come too late, and be paid for twice. */
    private final BoundedCalls recordCalls;
    /** For operators' scans, and for what this node reads and sweeps in the background. */
    private final BoundedCalls scans;

    private final SharedClaims claims;
    private final ClusterErasure erasure;
    private final ClusterProbe probe;
    private final SharedResults results;
    private final SharedRecords records;

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
        this.calls = new BoundedCalls("store-call", THREADS, continuations);
        this.holdersCalls = new BoundedCalls("claim-holder", THREADS, continuations);
        this.recordCalls = new BoundedCalls("record-call", THREADS, continuations);
        this.scans = new BoundedCalls("store-scan", SCAN_THREADS, continuations);
        this.claims = new SharedClaims(link, maps, calls, holdersCalls, timeouts);
        ResultIndex index = new ResultIndex(maps, format, erasures, clock);
        this.erasure = new ClusterErasure(link, maps, scans, erasures, clock, index::removeErased);
        this.results =
                new SharedResults(maps, calls, holdersCalls, scans, timeouts, format, erasures, erasure, index, clock);
        this.records = new SharedRecords(maps, recordCalls, erasures, erasure, timeouts, clock);
        LeaseCheck leaseCheck = new LeaseCheck(link, maps, lease);
        this.probe = new ClusterProbe(leaseCheck, maps, scans, erasure, results::warmUp);
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
    public CompletionStage<Lookup> find(StoreKey key) {
        return results.find(key);
    }

    @Override
    public CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        return claims.claim(key, deadline, limit -> results.find(key, limit));
    }

    @Override
    public CompletionStage<Optional<Claim>> holder(StoreKey key) {
        return claims.holder(key);
    }

    @Override
    public CompletionStage<Claim> renew(Claim claim) {
        return claims.renew(claim);
    }

    @Override
    public CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace) {
        return results.complete(claim, envelope, replace);
    }

    @Override
    public CompletionStage<Void> fail(Claim claim, Failure failure) {
        return claims.fail(claim, failure);
    }

    @Override
    public CompletionStage<Void> release(Claim claim) {
        return claims.release(claim);
    }

    @Override
    public CompletionStage<ClaimState> inspect(Claim met) {
        return claims.inspect(met);
    }

    @Override
    public CompletionStage<Optional<IdempotencyRecord>> findRecord(RecordKey key) {
        return records.look(key);
    }

    @Override
    public CompletionStage<StandingRecord> putRecord(RecordKey key, IdempotencyRecord record) {
        return records.putRecord(key, record);
    }

    @Override
    public CompletionStage<StandingRecord> replaceRecord(
            RecordKey key, IdempotencyRecord own, IdempotencyRecord record) {
        return records.replaceRecord(key, own, record);
    }

    @Override
    public CompletionStage<Void> removeRecord(RecordKey key, IdempotencyRecord record) {
        return records.removeRecord(key, record);
    }

    @Override
    public CompletionStage<Erased> erase(StoreScope scope) {
        return erasure.erase(scope);
    }

    @Override
    public CompletionStage<List<StoredResult>> list(StoreScope scope, int limit) {
        return results.newest(scope, limit);
    }

    @Override
    public CompletionStage<Long> size() {
        return results.count();
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
        holdersCalls.close();
        recordCalls.close();
        scans.close();
        link.close();
    }
}
