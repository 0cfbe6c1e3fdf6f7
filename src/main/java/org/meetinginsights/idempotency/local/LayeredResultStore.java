package org.meetinginsights.idempotency.local;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.meetinginsights.idempotency.Backend;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.ClaimAttempt;
import org.meetinginsights.idempotency.ClaimState;
import org.meetinginsights.idempotency.Completion;
import org.meetinginsights.idempotency.Envelope;
import org.meetinginsights.idempotency.Failure;
import org.meetinginsights.idempotency.KeyPointer;
import org.meetinginsights.idempotency.Lookup;
import org.meetinginsights.idempotency.Pointed;
import org.meetinginsights.idempotency.PointerKey;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreKey;

/**
 * Puts the node's own cache in front of a shared store, so that most hits cost no network, and behind it, so that the
 * node goes on by itself while the shared store is away. What it stores meanwhile is carried over when that is back.
 * Never unavailable: a request waits for the shared store half a second in all and then goes on without it. Thread-safe.
 */
public final class LayeredResultStore implements ResultStore {

    private final LocalResultStore own;
    private final ResultStore shared;
    private final SharedStoreHealth health;
    private final CarryOver carryOver;
    private final OwnCopies copies;
    private final ScheduledExecutorService timer;
    private final SharedAccess access;

    /** @param timer tells a request that it has waited long enough */
    public LayeredResultStore(
            LocalResultStore own,
            ResultStore shared,
            SharedStoreHealth health,
            Clock clock,
            ScheduledExecutorService timer) {
        this.own = own;
        this.shared = shared;
        this.health = health;
        this.carryOver = new CarryOver(own, shared, health);
        this.copies = new OwnCopies(own, clock);
        this.timer = timer;
        this.access = new SharedAccess(health, new Patience(Patience.WITHOUT_END, health, timer));
    }

    private LayeredResultStore(LayeredResultStore all) {
        this.own = all.own;
        this.shared = all.shared;
        this.health = all.health;
        this.carryOver = all.carryOver;
        this.copies = all.copies;
        this.timer = all.timer;
        this.access = freshAccess();
    }

    @Override
    public ResultStore forOneRequest() {
        return new LayeredResultStore(this);
    }

    @Override
    public CompletionStage<Lookup> find(StoreKey key) {
        return new LayeredLookup(own, shared, copies, carryOver).find(key, access);
    }

    private SharedAccess freshAccess() {
        return new SharedAccess(health, new Patience(Patience.OF_A_REQUEST, health, timer));
    }

    @Override
    public CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        if (!health.isUp()) {
            return own.claim(key, deadline);
        }
        access.patience().isAboutToPay();
        CompletionStage<ClaimAttempt> asked = shared.claim(key, deadline);
        return access.orElse(asked.thenApply(this::renewed), () -> {
            asked.thenAccept(this::giveBack);
            return own.claim(key, deadline);
        });
    }

    private ClaimAttempt renewed(ClaimAttempt attempt) {
        access.patience().renew();
        return attempt;
    }

    /** A claim that was granted when its request had gone on without it must keep nobody waiting. */
    private void giveBack(ClaimAttempt attempt) {
        if (attempt instanceof ClaimAttempt.Granted granted) {
            shared.release(granted.claim());
        }
    }

    /** Whatever the health: a lease that could be kept must not be lost because other calls were slow. */
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
        return freshAccess()
                .orElse(
                        shared.complete(claim, envelope, replace)
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
        carryOver.bringSoon(key);
        return CompletableFuture.completedFuture(Completion.NOT_STORED);
    }

    @Override
    public CompletionStage<Void> fail(Claim claim, Failure failure) {
        return atHome(claim, home -> home.fail(claim, failure));
    }

    @Override
    public CompletionStage<Void> release(Claim claim) {
        return atHome(claim, home -> home.release(claim));
    }

    /**
     * A claim in a store that is away is as good as gone: whoever waits for it goes on alone. But a look that is not
     * answered says nothing while the store is there: its member may have died a moment ago, and another one takes over.
     */
    @Override
    public CompletionStage<ClaimState> inspect(Claim met) {
        if (home(met) == own) {
            return own.inspect(met);
        }
        return access.orElse(
                shared.inspect(met),
                () -> CompletableFuture.completedFuture(health.isUp() ? ClaimState.RUNNING : ClaimState.GONE));
    }

    @Override
    public CompletionStage<Pointed> point(PointerKey key, KeyPointer pointer) {
        return pointers().point(key, pointer);
    }

    @Override
    public CompletionStage<Void> repoint(PointerKey key, KeyPointer pointer) {
        return pointers().repoint(key, pointer);
    }

    @Override
    public CompletionStage<Void> unpoint(PointerKey key, KeyPointer pointer) {
        return pointers().unpoint(key, pointer);
    }

    private LayeredPointers pointers() {
        return new LayeredPointers(own, shared, access);
    }

    @Override
    public CompletionStage<Integer> erase(String keyPrefix) {
        carryOver.forget(keyPrefix);
        return own.erase(keyPrefix)
                .thenCompose(mine -> access.orElse(
                        shared.erase(keyPrefix).thenApply(theirs -> Math.max(mine, theirs)),
                        () -> CompletableFuture.completedFuture(mine)));
    }

    @Override
    public CompletionStage<Long> size() {
        return health.isUp() ? access.orElse(shared.size(), own::size) : own.size();
    }

    @Override
    public CompletionStage<Void> handOver() {
        // Once more, for what came when a round had begun.
        return health.isUp()
                ? carryOver.all().thenCompose(once -> carryOver.all())
                : CompletableFuture.completedFuture(null);
    }

    /** For a request: also the own cache if it has waited long enough for the shared store. */
    @Override
    public Backend backend() {
        return access.isOpen() ? shared.backend() : Backend.MEMORY;
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

    /** Serves no copy any more without asking: the shared store may be another one, or have taken another's answers. */
    public void askAgain() {
        copies.trustNone();
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
