package org.meetinginsights.idempotency.flight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.Results;

/**
 * Looks after another node's claim until it ends, at growing intervals and without holding a thread. Events would come
 * a little sooner but may be lost, so one has to look anyway; a look costs microseconds beside a call that takes
 * seconds. Used once.
 */
public final class ClaimWatch {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final CompletableFuture<ClaimEnd> end = new CompletableFuture<>();
    private final Claim met;
    private final Claims claims;
    private final Results results;
    private final Predicate<Envelope> wanted;
    private final Instant until;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    /** @param wanted whether a result is what it is waited for: an older one may be stored while its successor is made */
    public ClaimWatch(
            Claim met,
            ResultStore store,
            Predicate<Envelope> wanted,
            Instant until,
            Clock clock,
            ScheduledExecutorService timer) {
        this.met = met;
        this.claims = store.claims();
        this.results = store.results();
        this.wanted = wanted;
        this.until = until;
        this.clock = clock;
        this.timer = timer;
    }

    public CompletionStage<ClaimEnd> end() {
        lookAfter(FIRST_PAUSE);
        return end;
    }

    private void lookAfter(Duration pause) {
        timer.schedule(() -> look(pause), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The claim first: when it is gone, what it left is already there, because its holder writes before it lets go. */
    private void look(Duration pause) {
        claims.inspect(met)
                .thenCompose(state -> results.findAnew(met.key()).thenAccept(lookup -> conclude(state, lookup, pause)))
                .exceptionally(thrown -> {
                    end.completeExceptionally(thrown);
                    return null;
                });
    }

    private void conclude(ClaimState state, Lookup lookup, Duration pause) {
        if (lookup instanceof Lookup.Fresh fresh && wanted.test(fresh.envelope())) {
            end.complete(new ClaimEnd.Result(fresh.envelope()));
        } else if (state instanceof ClaimState.Failed failed) {
            end.complete(new ClaimEnd.Shared(failed.failure()));
        } else if (state instanceof ClaimState.Gone) {
            end.complete(new ClaimEnd.Abandoned());
        } else if (!clock.instant().isBefore(until)) {
            end.complete(new ClaimEnd.TimedOut(met.deadline()));
        } else {
            Duration longer = pause.multipliedBy(2);
            lookAfter(longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer);
        }
    }
}
