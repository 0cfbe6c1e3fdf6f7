package org.meetinginsights.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.flight.CallInFlight;
import org.meetinginsights.idempotency.flight.CallsInFlight;
import org.meetinginsights.idempotency.store.Failure;

/** The call that costs money, for one request, and the envelope around what it gives. */
final class PaidCall {

    /** A defect of ours; the words for it belong to the adapter that speaks to callers. */
    static final Failure INTERNAL_ERROR = Failure.upstream("internal_error");

    /** This node takes on nothing new. Another one is there at once, so that a second is long enough. */
    static final Failure STOPPING = Failure.refused("stopping", Duration.ofSeconds(1));

    private final IdempotentRequest request;
    private final Supplier<? extends CompletionStage<Computation>> call;
    private final CallPermit permit;
    private final Supplier<? extends CompletionStage<Optional<Failure>>> objection;
    private final ExecutionContext context;
    private final CallsInFlight calls;

    PaidCall(
            IdempotentRequest request,
            Supplier<? extends CompletionStage<Computation>> call,
            CallPermit permit,
            Supplier<? extends CompletionStage<Optional<Failure>>> objection,
            ExecutionContext context,
            CallsInFlight calls) {
        this.request = request;
        this.call = call;
        this.permit = permit;
        this.objection = objection;
        this.context = context;
        this.calls = calls;
    }

    /** Starts the call on the executor; whatever goes wrong in it ends as {@link Computation.Failed}. */
    CompletionStage<Computation> start() {
        try {
            return CompletableFuture.supplyAsync(call::get, context.executor())
                    .<Computation>thenCompose(Function.identity())
                    .thenApply(Objects::requireNonNull)
                    .exceptionally(this::broke);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(broke(e));
        }
    }

    /**
     * Calls without a claim and without storing.
     *
     * @param why no key to keep the result under, or nothing to be kept
     */
    CompletionStage<Outcome> bypassingTheStore(Forward why) {
        return unlessPointless(why, () -> callOutsideOfTheStore(why));
    }

    private CompletionStage<Outcome> callOutsideOfTheStore(Forward why) {
        return unlessStopping(
                why,
                inFlight -> refusal()
                        .thenCompose(refused -> refused.map(CompletableFuture::completedStage)
                                .orElseGet(() -> start().thenApply(computation -> bypassed(computation, why)))));
    }

    private Outcome bypassed(Computation computation, Forward why) {
        return computation instanceof Computation.Completed completed
                ? new Outcome.Bypassed(enclose(completed), completed.usage(), why)
                : failed((Computation.Failed) computation, why);
    }

    /** What is answered in the place of the call, if there may be none; else it is charged. To be asked once. */
    CompletionStage<Optional<Outcome>> refusal() {
        return permit.refusal();
    }

    /** What would be answered in the place of the call, as far as that is known before the claim. */
    Optional<Outcome> foreseeableRefusal() {
        return permit.foreseeableRefusal();
    }

    /** Does what may lead to the call, unless it is known that the call would be in vain. */
    CompletionStage<Outcome> unlessPointless(Forward forward, Supplier<CompletionStage<Outcome>> work) {
        return objection
                .get()
                .thenCompose(raised -> raised.map(failure -> CompletableFuture.completedStage(
                                failed(new Computation.Failed(failure, Usage.FREE), forward)))
                        .orElseGet(work));
    }

    /** Does what may lead to the call; refuses when the node stops. */
    CompletionStage<Outcome> unlessStopping(Forward forward, Function<CallInFlight, CompletionStage<Outcome>> work) {
        return calls.begin(work, () -> failed(new Computation.Failed(STOPPING, Usage.FREE), forward));
    }

    /** Whether a stored result may be the answer after all. */
    boolean isAnsweredBy(Envelope stored) {
        return request.accepts(stored, context.clock());
    }

    Outcome failed(Computation.Failed failed, Forward forward) {
        return new Outcome.Failed(failed.failure(), failed.usage(), forward, false, Duration.ZERO);
    }

    /** The result with its times; milliseconds are what is stored, so a replay tells the same age as the first answer. */
    Envelope enclose(Computation.Completed completed) {
        Instant now = context.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        return new Envelope(
                request.requestedAt().truncatedTo(ChronoUnit.MILLIS),
                now,
                now.plus(context.limits().timeToLive()),
                request.fingerprint(),
                completed.analyst(),
                completed.usage(),
                completed.body());
    }

    private Computation broke(Throwable thrown) {
        context.listener().broke(request, thrown instanceof CompletionException ? thrown.getCause() : thrown);
        return new Computation.Failed(INTERNAL_ERROR, Usage.FREE);
    }
}
