package org.meetinginsights.idempotency.local;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.Backend;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.ClaimAttempt;
import org.meetinginsights.idempotency.ClaimState;
import org.meetinginsights.idempotency.Completion;
import org.meetinginsights.idempotency.Envelope;
import org.meetinginsights.idempotency.Failure;
import org.meetinginsights.idempotency.Lookup;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreKey;

/**
 * Puts the node's own cache in front of a shared store, so that most hits cost no network, and behind it, so that the
 * node goes on by itself while the shared store is away. What it stores meanwhile is carried over when that is back.
 * Never unavailable. Thread-safe.
 */
public final class LayeredResultStore implements ResultStore {

    private final LocalResultStore own;
    private final ResultStore shared;
    private final SharedStoreHealth health;
    private final CarryOver carryOver;
    private final OwnCopies copies;

    public LayeredResultStore(LocalResultStore own, ResultStore shared, SharedStoreHealth health, Clock clock) {
        this.own = own;
        this.shared = shared;
        this.health = health;
        this.carryOver = new CarryOver(own, shared, health);
        this.copies = new OwnCopies(own, clock);
    }

    @Override
    public CompletionStage<Lookup> find(StoreKey key) {
        Lookup mine = own.look(key);
        boolean answered = mine instanceof Lookup.Fresh && copies.isTrusted(key);
        if (answered || !health.isUp()) {
            return done(mine);
        }
        return orElse(() -> shared.find(key).thenApply(theirs -> prefer(key, theirs, mine)), () -> done(mine));
    }

    private Lookup prefer(StoreKey key, Lookup theirs, Lookup mine) {
        if (theirs instanceof Lookup.Fresh fresh) {
            copies.keep(key, fresh.envelope());
            return theirs;
        }
        if (mine instanceof Lookup.Fresh && carryOver.awaits(key)) {
            return mine;
        }
        copies.forget(key);
        return theirs instanceof Lookup.Absent ? expiredOr(theirs, mine) : theirs;
    }

    /** The shared store may have dropped it in the same moment in which we found it expired; the age is worth telling. */
    private static Lookup expiredOr(Lookup theirs, Lookup mine) {
        return mine instanceof Lookup.Expired ? mine : theirs;
    }

    @Override
    public CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        return health.isUp()
                ? orElse(() -> shared.claim(key, deadline), () -> own.claim(key, deadline))
                : own.claim(key, deadline);
    }

    /** Not through the breaker: a lease that could be kept must not be lost because other calls were slow. */
    @Override
    public CompletionStage<Claim> renew(Claim claim) {
        return home(claim).renew(claim).exceptionally(away -> claim);
    }

    @Override
    public CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace) {
        if (claim.backend() == Backend.MEMORY) {
            // Before, so that nobody finds it and forgets it; and after, as it may have been too early to bring it.
            carryOver.add(claim.key());
            return own.complete(claim, envelope, replace).thenApply(completion -> {
                carryOver.add(claim.key());
                if (health.isUp()) {
                    carryOver.all();
                }
                return completion;
            });
        }
        return orElse(
                () -> shared.complete(claim, envelope, replace)
                        .thenApply(completion -> keepWhatIsStored(claim.key(), envelope, completion)),
                () -> writeLater(claim.key(), envelope));
    }

    private Completion keepWhatIsStored(StoreKey key, Envelope envelope, Completion completion) {
        if (completion instanceof Completion.Stored) {
            copies.keep(key, envelope);
        } else if (completion instanceof Completion.Preceded preceded) {
            copies.keep(key, preceded.winner());
        }
        return completion;
    }

    private CompletionStage<Completion> writeLater(StoreKey key, Envelope envelope) {
        own.keep(key, envelope);
        carryOver.add(key);
        carryOver.soon();
        return done(Completion.NOT_STORED);
    }

    @Override
    public CompletionStage<Void> fail(Claim claim, Failure failure) {
        return atHome(claim, home -> home.fail(claim, failure), null);
    }

    @Override
    public CompletionStage<Void> release(Claim claim) {
        return atHome(claim, home -> home.release(claim), null);
    }

    /** A claim in a store that is away is as good as gone: whoever waits for it goes on alone. */
    @Override
    public CompletionStage<ClaimState> inspect(Claim met) {
        return atHome(met, home -> home.inspect(met), ClaimState.GONE);
    }

    @Override
    public CompletionStage<Integer> erase(String keyPrefix) {
        carryOver.forget(keyPrefix);
        return own.erase(keyPrefix)
                .thenCompose(mine -> orElse(
                        () -> shared.erase(keyPrefix).thenApply(theirs -> Math.max(mine, theirs)), () -> done(mine)));
    }

    @Override
    public CompletionStage<Long> size() {
        return health.isUp() ? orElse(shared::size, own::size) : own.size();
    }

    @Override
    public Backend backend() {
        return health.isUp() ? shared.backend() : Backend.MEMORY;
    }

    @Override
    public int members() {
        return health.isUp() ? shared.members() : 0;
    }

    @Override
    public void close() {
        health.close();
        shared.close();
        own.close();
    }

    private ResultStore home(Claim claim) {
        return claim.backend() == Backend.MEMORY ? own : shared;
    }

    /** Asks where the claim stands: the own cache is never away, and its answers say nothing about the shared store. */
    private <T> CompletionStage<T> atHome(Claim claim, Function<ResultStore, CompletionStage<T>> question, T ifAway) {
        return home(claim) == own ? question.apply(own) : orElse(() -> question.apply(shared), () -> done(ifAway));
    }

    /** Asks the shared store, and goes on alone where it does not answer. */
    private <T> CompletionStage<T> orElse(Supplier<CompletionStage<T>> asked, Supplier<CompletionStage<T>> alone) {
        return asked.get()
                .handle((answer, away) -> {
                    if (away == null) {
                        health.answered();
                        return done(answer);
                    }
                    health.failed(away);
                    return alone.get();
                })
                .thenCompose(Function.identity());
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
