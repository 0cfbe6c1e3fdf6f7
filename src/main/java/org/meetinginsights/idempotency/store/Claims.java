package org.meetinginsights.idempotency.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.key.StoreKey;

/**
 * The claims of those who are about to make results, and what becomes of them. Thread-safe; answers as a {@link ResultStore}
 * does.
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
public interface Claims {

    /** How long a claim lasts that nobody renews: it bounds how long a dead holder keeps others waiting. */
    Duration LEASE = Duration.ofSeconds(20);

    /** How long a failure can be asked for by those who waited for it. */
    Duration OUTCOME_LIFE = Duration.ofSeconds(10);

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
}
