package org.meetinginsights.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.flight.CallInFlight;
import org.meetinginsights.idempotency.flight.ClaimEnd;
import org.meetinginsights.idempotency.flight.ClaimWatch;
import org.meetinginsights.idempotency.flight.LeaseRenewal;
import org.meetinginsights.idempotency.flight.RetryAfter;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.Failure;

/**
 * The cluster's protocol for one request: claim, look again, charge, call, store. The second look is what makes it safe: the
 * previous holder may have stored its result between our first look and our claim. Who meets another request's claim
 * looks after it until there is a result, a failure to share, or nobody at work any more. Used by one flow at a time.
 */
final class ClaimedCall {

    private final StoreKey key;
    private final PaidCall paid;
    private final ExecutionContext context;
    private final Claims claims;
    private final Duration callDeadline;
    private final Forward forward;
    private final Duration expiredAge;
    private final Instant since;

    ClaimedCall(StoreKey key, Lookup firstLook, Forward forward, PaidCall paid, ExecutionContext context) {
        this.key = key;
        this.paid = paid;
        this.context = context;
        this.claims = context.store().claims();
        this.callDeadline = context.limits().callDeadline();
        this.forward = forward;
        this.expiredAge =
                firstLook instanceof Lookup.Expired old ? old.envelope().age(context.clock()) : Duration.ZERO;
        this.since = context.steady().instant();
    }

    CompletionStage<Outcome> run() {
        return claim(false);
    }

    private CompletionStage<Outcome> claim(boolean waited) {
        return paid.foreseeableRefusal()
                .map(this::shareOrRefuse)
                .orElseGet(() -> paid.unlessStopping(forward, inFlight -> claim(inFlight, waited)));
    }

    /** A payer that may make no call may still share one, and that needs no claim. */
    private CompletionStage<Outcome> shareOrRefuse(Outcome refusal) {
        return claims.holder(key).thenCompose(holder -> holder.map(this::await).orElseGet(() -> done(refusal)));
    }

    private CompletionStage<Outcome> claim(CallInFlight inFlight, boolean waited) {
        return claims.claim(key, context.clock().instant().plus(callDeadline)).thenCompose(attempt -> {
            if (attempt instanceof ClaimAttempt.Granted granted) {
                return unlessStored(inFlight, granted, waited);
            }
            inFlight.end();
            return await(((ClaimAttempt.Held) attempt).holder());
        });
    }

    private CompletionStage<Outcome> unlessStored(CallInFlight inFlight, ClaimAttempt.Granted granted, boolean waited) {
        Claim claim = granted.claim();
        if (granted.lookup() instanceof Lookup.Fresh fresh && paid.isAnsweredBy(fresh.envelope())) {
            Outcome found = waited ? collapsed(fresh.envelope()) : new Outcome.Hit(fresh.envelope());
            return claims.release(claim).thenApply(released -> found);
        }
        // Before anything is paid; afterwards somebody else may claim it at once.
        return paid.refusal()
                .thenCompose(refused -> refused.map(
                                refusal -> claims.release(claim).handle((released, away) -> refusal))
                        .orElseGet(() -> call(
                                inFlight, claim, replaces() || granted.lookup().isReplaceable())));
    }

    /** What is stored is known not to do any more. */
    private boolean replaces() {
        return forward == Forward.STALE || forward == Forward.REQUEST;
    }

    private CompletionStage<Outcome> call(CallInFlight inFlight, Claim claim, boolean replace) {
        LeaseRenewal renewal = LeaseRenewal.start(claim, claims, context.timer());
        inFlight.holds(renewal);
        return paid.start()
                .thenCompose(computation ->
                        renewal.stop().thenCompose(last -> settle(inFlight, last, computation, replace)));
    }

    private CompletionStage<Outcome> settle(
            CallInFlight inFlight, Claim claim, Computation computation, boolean replace) {
        if (computation instanceof Computation.Failed failed) {
            return share(inFlight, claim, failed.failure()).handle((done, away) -> paid.failed(failed, forward));
        }
        Envelope envelope = paid.enclose((Computation.Completed) computation);
        // The call is paid: its result is answered whether or not the store is there to keep it.
        return claims.complete(claim, envelope, replace)
                .exceptionally(away -> Completion.NOT_STORED)
                .thenApply(completion -> missed(envelope, completion));
    }

    /** Not when this node gave up its claim, because it stops: the call may have failed for just that reason. */
    private CompletionStage<Void> share(CallInFlight inFlight, Claim claim, Failure failure) {
        return inFlight.isReleased() ? CompletableFuture.completedFuture(null) : claims.fail(claim, failure);
    }

    private Outcome missed(Envelope ours, Completion completion) {
        Envelope answer = completion instanceof Completion.Preceded first ? first.winner() : ours;
        return new Outcome.Miss(answer, ours.usage(), forward, expiredAge, completion instanceof Completion.Stored);
    }

    private CompletionStage<Outcome> await(Claim holder) {
        Instant until = since.plus(context.limits().longestWait());
        return new ClaimWatch(holder, context.store(), paid::isAnsweredBy, until, context.steady(), context.timer())
                .end()
                .thenCompose(this::onEnd);
    }

    private CompletionStage<Outcome> onEnd(ClaimEnd end) {
        if (end instanceof ClaimEnd.Result result) {
            return done(collapsed(result.envelope()));
        }
        if (end instanceof ClaimEnd.Shared shared) {
            return done(new Outcome.Failed(shared.failure(), Usage.FREE, forward, true, waitedSoFar()));
        }
        if (end instanceof ClaimEnd.TimedOut timedOut) {
            return done(new Outcome.InProgress(
                    RetryAfter.until(timedOut.holdersDeadline(), callDeadline, context.clock())));
        }
        return claim(true);
    }

    private Outcome collapsed(Envelope envelope) {
        return new Outcome.Collapsed(envelope, forward, waitedSoFar());
    }

    private Duration waitedSoFar() {
        return Duration.between(since, context.steady().instant());
    }

    private static CompletionStage<Outcome> done(Outcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
