package org.meetinginsights.idempotency.local;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.meetinginsights.idempotency.Backend;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.ClaimAttempt;
import org.meetinginsights.idempotency.ClaimState;
import org.meetinginsights.idempotency.Completion;
import org.meetinginsights.idempotency.Envelope;
import org.meetinginsights.idempotency.Erased;
import org.meetinginsights.idempotency.Failure;
import org.meetinginsights.idempotency.KeyPointer;
import org.meetinginsights.idempotency.Lookup;
import org.meetinginsights.idempotency.Pointed;
import org.meetinginsights.idempotency.PointerKey;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreKey;
import org.meetinginsights.idempotency.StoreScope;
import org.meetinginsights.idempotency.StoredResult;

/**
 * Puts the node's own cache in front of a shared store, so that most hits cost no network, and behind it, so that the
 * node goes on by itself while the shared store is away. What it stores meanwhile is carried over when that is back.
 * Never unavailable: a request waits for the shared store half a second in all and then goes on without it; only
 * one that would pay next is more patient ({@link Patience}). Thread-safe.
 */
public final class LayeredResultStore implements ResultStore {

    private static final Erased ONLY_HERE = new Erased(Set.of(), Set.of(Erased.CLUSTER));

    private final LocalResultStore own;
    private final ResultStore shared;
    private final SharedStoreHealth health;
    private final CarryOver carryOver;
    private final OwnCopies copies;
    private final LateClaims lateClaims;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final SharedAccess access;
    /** For what follows a call. What is left of the patience before paying, perhaps seconds, is not for that. */
    private final SharedAccess afterTheCall;

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
        this.carryOver = new CarryOver(own, shared, health, clock, timer);
        this.copies = new OwnCopies(own, clock);
        this.lateClaims = new LateClaims(shared);
        this.clock = clock;
        this.timer = timer;
        this.access = SharedAccess.of(Patience.WITHOUT_END, health, clock, timer);
        this.afterTheCall = access;
    }

    private LayeredResultStore(LayeredResultStore all) {
        this.own = all.own;
        this.shared = all.shared;
        this.health = all.health;
        this.carryOver = all.carryOver;
        this.copies = all.copies;
        this.lateClaims = all.lateClaims;
        this.clock = all.clock;
        this.timer = all.timer;
        this.access = SharedAccess.of(Patience.OF_A_REQUEST, health, clock, timer);
        this.afterTheCall = SharedAccess.of(Patience.OF_A_REQUEST, health, clock, timer);
    }

    @Override
    public ResultStore forOneRequest() {
        return new LayeredResultStore(this);
    }

    @Override
    public CompletionStage<Lookup> find(StoreKey key) {
        return new LayeredLookup(own, shared, copies, carryOver).find(key, access);
    }

    @Override
    public CompletionStage<Lookup> findAnew(StoreKey key) {
        return new LayeredLookup(own, shared, copies, carryOver).findAnew(key, access);
    }

    @Override
    public CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        return claims(access).claim(key, deadline);
    }

    @Override
    public CompletionStage<Claim> renew(Claim claim) {
        return claims(access).renew(claim);
    }

    @Override
    public CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace) {
        return new LayeredCompletion(own, shared, copies, carryOver, lateClaims)
                .complete(claim, envelope, replace, afterTheCall);
    }

    @Override
    public CompletionStage<Void> fail(Claim claim, Failure failure) {
        return claims(afterTheCall).fail(claim, failure);
    }

    @Override
    public CompletionStage<Void> release(Claim claim) {
        return claims(afterTheCall).release(claim);
    }

    @Override
    public CompletionStage<ClaimState> inspect(Claim met) {
        return claims(access).inspect(met);
    }

    private LayeredClaims claims(SharedAccess way) {
        return new LayeredClaims(own, shared, lateClaims, way);
    }

    @Override
    public CompletionStage<Optional<KeyPointer>> pointer(PointerKey key) {
        return pointers(access).look(key);
    }

    @Override
    public CompletionStage<Pointed> point(PointerKey key, KeyPointer pointer) {
        return pointers(access).point(key, pointer);
    }

    @Override
    public CompletionStage<Pointed> repoint(PointerKey key, KeyPointer before, KeyPointer pointer) {
        return pointers(afterTheCall).repoint(key, before, pointer);
    }

    @Override
    public CompletionStage<Void> unpoint(PointerKey key, KeyPointer pointer) {
        return pointers(afterTheCall).unpoint(key, pointer);
    }

    private LayeredPointers pointers(SharedAccess way) {
        return new LayeredPointers(own, shared, carryOver, way);
    }

    /** What waits to be carried over is gone with the own copy. */
    @Override
    public CompletionStage<Erased> erase(StoreScope scope) {
        return own.erase(scope)
                .thenCompose(
                        here -> access.orElse(shared.erase(scope), () -> CompletableFuture.completedFuture(ONLY_HERE))
                                .thenApply(here::and));
    }

    @Override
    public CompletionStage<List<StoredResult>> list(StoreScope scope, int limit) {
        return access.askOrElse(() -> shared.list(scope, limit), () -> own.list(scope, limit));
    }

    @Override
    public CompletionStage<Long> size() {
        return access.askOrElse(shared::size, own::size);
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
}
