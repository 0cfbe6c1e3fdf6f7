package org.meetinginsights.idempotency;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What has to be had right before a call.
 *
 * @param key the caller's own, where it sent one: it must not have become another request's
 * @param budget of who pays
 * @param payer who is charged
 */
record CallPermit(Optional<KeyReservation> key, CallBudget budget, String payer) {

    /** What is answered in the place of the call, if there may be none; else it is charged. To be asked once. */
    CompletionStage<Optional<Outcome>> refusal() {
        return key.map(KeyReservation::hold)
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                .thenApply(reused -> reused.or(this::charge));
    }

    /** What is known before the claim: nothing is charged. */
    Optional<Outcome> foreseeableRefusal() {
        return budget.delay(payer).map(this::rateLimited);
    }

    private Optional<Outcome> charge() {
        return budget.take(payer).map(this::rateLimited);
    }

    private Outcome rateLimited(Duration delay) {
        return new Outcome.RateLimited(payer, delay);
    }
}
