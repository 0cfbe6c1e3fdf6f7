package org.meetinginsights.idempotency.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.Backend;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.Completion;
import org.meetinginsights.idempotency.Envelope;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreKey;

/**
 * Stores a result where its claim stands, and keeps what the shared store has in the own cache too.
 *
 * @param own the own cache
 * @param shared the shared store
 * @param copies remembers what the shared store has
 * @param carryOver brings it there later where it is not there now
 * @param late what the shared store has granted to those who went on alone
 */
record LayeredCompletion(
        LocalResultStore own, ResultStore shared, OwnCopies copies, CarryOver carryOver, LateClaims late) {

    CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace, SharedAccess access) {
        if (claim.backend() != Backend.MEMORY) {
            return there(claim, envelope, replace, access);
        }
        return late.take(claim)
                .map(granted -> there(granted, envelope, replace, access)
                        .thenCompose(completion -> own.release(claim).thenApply(released -> completion)))
                .orElseGet(() -> here(claim, envelope, replace, access));
    }

    private CompletionStage<Completion> there(Claim claim, Envelope envelope, boolean replace, SharedAccess access) {
        return access.orElse(
                shared.complete(claim, envelope, replace)
                        .thenApply(completion -> keepWhatIsStored(claim.key(), envelope, completion)),
                () -> writeLater(claim.key(), envelope, replace));
    }

    private CompletionStage<Completion> here(Claim claim, Envelope envelope, boolean replace, SharedAccess access) {
        // Before, so that nobody finds it and forgets it; and after, as it may have been too early to bring it.
        carryOver.add(claim.key(), replace);
        return own.complete(claim, envelope, replace).thenApply(completion -> {
            carryOver.add(claim.key(), replace);
            if (access.health().isUp()) {
                carryOver.bringNow(claim.key());
            }
            return completion;
        });
    }

    private Completion keepWhatIsStored(StoreKey key, Envelope envelope, Completion completion) {
        if (completion instanceof Completion.Stored) {
            copies.keep(key, envelope);
        } else if (completion instanceof Completion.Preceded preceded) {
            copies.keep(key, preceded.winner());
        }
        return completion;
    }

    private CompletionStage<Completion> writeLater(StoreKey key, Envelope envelope, boolean replace) {
        // Before and after, as above.
        carryOver.add(key, replace);
        own.keep(key, envelope);
        carryOver.bringSoon(key, replace);
        return CompletableFuture.completedFuture(Completion.NOT_STORED);
    }
}
