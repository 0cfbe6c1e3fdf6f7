package org.meetinginsights.idempotency.local;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.meetinginsights.idempotency.Backend;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.ClaimAttempt;
import org.meetinginsights.idempotency.ClaimState;
import org.meetinginsights.idempotency.Failure;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreKey;

/**
 * Claims, in the shared store while that answers and in this node's memory while it does not. A claim stays where it was
 * made: its home is asked, and no other.
 *
 * @param own this node's memory
 * @param shared the shared store
 * @param late what the shared store may still grant to those who went on alone
 * @param access the request's way there
 */
record LayeredClaims(LocalResultStore own, ResultStore shared, LateClaims late, SharedAccess access) {

    CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        if (!access.health().isUp()) {
            return own.claim(key, deadline);
        }
        access.patience().isAboutToPay();
        CompletionStage<ClaimAttempt> asked = shared.claim(key, deadline);
        return access.orElse(
                        asked, () -> own.claim(key, deadline).thenApply(attempt -> withoutWaitingFor(asked, attempt)))
                .thenApply(this::answered);
    }

    private ClaimAttempt withoutWaitingFor(CompletionStage<ClaimAttempt> asked, ClaimAttempt attempt) {
        if (attempt instanceof ClaimAttempt.Granted granted) {
            late.expect(granted.claim(), asked);
        } else {
            asked.thenAccept(late::giveBack);
        }
        return attempt;
    }

    /** After what it took has been subtracted: a cluster that is slow to grant a claim is slow to look, too. */
    private ClaimAttempt answered(ClaimAttempt attempt) {
        if (attempt instanceof ClaimAttempt.Granted granted && home(granted.claim()) == shared) {
            access.patience().isToLookAgain();
        } else if (attempt instanceof ClaimAttempt.Held held && home(held.holder()) == shared) {
            access.patience().renew();
        }
        return attempt;
    }

    /** Whatever the health: a lease that could be kept must not be lost because other calls were slow. */
    CompletionStage<Claim> renew(Claim claim) {
        if (home(claim) == own) {
            late.renew(claim);
        }
        return home(claim).renew(claim).exceptionally(away -> claim);
    }

    CompletionStage<Void> fail(Claim claim, Failure failure) {
        late.take(claim).ifPresent(granted -> shared.fail(granted, failure));
        return atHome(claim, home -> home.fail(claim, failure));
    }

    CompletionStage<Void> release(Claim claim) {
        late.take(claim).ifPresent(shared::release);
        return atHome(claim, home -> home.release(claim));
    }

    /**
     * A claim in a store that is away is as good as gone: whoever waits for it goes on alone. But a look that is not
     * answered says nothing while the store is there: its member may have died a moment ago, and another one takes over.
     */
    CompletionStage<ClaimState> inspect(Claim met) {
        if (home(met) == own) {
            return own.inspect(met);
        }
        return access.orElse(
                shared.inspect(met),
                () -> CompletableFuture.completedFuture(access.health().isUp() ? ClaimState.RUNNING : ClaimState.GONE));
    }

    private ResultStore home(Claim claim) {
        return claim.backend() == Backend.MEMORY ? own : shared;
    }

    /** Tells it where the claim stands: the own cache is never away, and its answers say nothing about the shared store. */
    private CompletionStage<Void> atHome(Claim claim, Function<ResultStore, CompletionStage<Void>> message) {
        return home(claim) == own
                ? message.apply(own)
                : access.orElse(message.apply(shared), () -> CompletableFuture.completedFuture(null));
    }
}
