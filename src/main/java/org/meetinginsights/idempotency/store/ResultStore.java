package org.meetinginsights.idempotency.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.key.PointerKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;

/**
 * Keeps results, and the claims of those who are about to make them. Thread-safe. No method blocks; each returned stage
 * completes in bounded time, exceptionally with {@link StoreUnavailableException} and nothing else.
 *
 * <pre>
 *              claim                    complete
 *   (nothing) ───────▶ claimed ────────────────────▶ stored ──▶ expired
 *       ▲               │  │  ▲ renew, every quarter of a lease
 *       │    release    │  │  └──┘
 *       ├───────────────┘  │
 *       │    fail          │ the lease ends (the holder died)
 *       └──────────────────┘
 * </pre>
 *
 * A result may be stored by someone who lost the claim meanwhile: the first writer wins, and everyone is given that
 * answer. What failed leaves an outcome for those who had met the claim, and nothing for those who come later.
 */
public interface ResultStore extends AutoCloseable {

    /** How long a claim lasts that nobody renews: it bounds how long a dead holder keeps others waiting. */
    Duration LEASE = Duration.ofSeconds(20);

    /** How long a failure can be asked for by those who waited for it. */
    Duration OUTCOME_LIFE = Duration.ofSeconds(10);

    /** How much longer than its life a result is kept, so that a reader can say "expired" and how old it was. */
    Duration RETENTION_AFTER_EXPIRY = Duration.ofHours(1);

    /** What is stored under the key; an expired result is reported once and removed. */
    CompletionStage<Lookup> find(StoreKey key);

    /**
     * The same for a request that waits for a newer result: where copies are kept that another node may have replaced
     * meanwhile, none of them is the answer.
     */
    default CompletionStage<Lookup> findAnew(StoreKey key) {
        return find(key);
    }

    /**
     * Claims the key for one request and looks again.
     *
     * @param deadline when the call will have ended at the latest; others are told to come back then
     */
    CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline);

    /** Who holds the claim of a key; nothing if nobody does. */
    CompletionStage<Optional<Claim>> holder(StoreKey key);

    /** Starts a new lease for a claim; the same claim comes back if it was lost meanwhile. */
    CompletionStage<Claim> renew(Claim claim);

    /**
     * Stores a result and ends the claim.
     *
     * @param replace whether an older result gives way, which it does only while the claim is still held; otherwise the
     *     first writer wins
     */
    CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace);

    /** Ends the claim and leaves the failure for those who met it. */
    CompletionStage<Void> fail(Claim claim, Failure failure);

    /** Ends the claim without a word. */
    CompletionStage<Void> release(Claim claim);

    /** What became of a claim that was met under this key. */
    CompletionStage<ClaimState> inspect(Claim met);

    /** Where a caller's key points; nothing if nowhere. */
    CompletionStage<Optional<KeyPointer>> pointer(PointerKey key);

    /**
     * Has a caller's key point somewhere, unless it does already.
     *
     * @return the pointer that stands
     */
    CompletionStage<Pointed> point(PointerKey key, KeyPointer pointer);

    /**
     * The same, but a pointer that {@linkplain KeyPointer#givesWayTo gives way} to this one does not count.
     *
     * @param own gives way in any case
     * @return the pointer that stands
     */
    CompletionStage<Pointed> repoint(PointerKey key, KeyPointer own, KeyPointer pointer);

    /** Has a caller's key point nowhere, if this is where it points. */
    CompletionStage<Void> unpoint(PointerKey key, KeyPointer pointer);

    /**
     * Erases for good: results in the scope and what points at them. What was requested up to now is absent from now on,
     * also where it is in flight, lies elsewhere and comes from there ({@link Erasures}). Claims stay: a call that is paid
     * is answered and stored nowhere.
     */
    CompletionStage<Erased> erase(StoreScope scope);

    /**
     * Unexpired results, newest first. Looks at many of them: never on the path of a request.
     *
     * @param limit of how many, 1 or more
     */
    CompletionStage<List<StoredResult>> list(StoreScope scope, int limit);

    /** About how many unexpired results there are. Never on the path of a request. */
    CompletionStage<Long> size();

    /** Brings what only this node has to where the others find it. To be asked before the node leaves. */
    default CompletionStage<Void> handOver() {
        return CompletableFuture.completedFuture(null);
    }

    /** Where results are kept right now. */
    Backend backend();

    /** Members that share the results; 0 where the node is on its own. */
    int members();

    @Override
    void close();
}
