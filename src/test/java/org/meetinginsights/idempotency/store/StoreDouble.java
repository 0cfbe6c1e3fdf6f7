package org.meetinginsights.idempotency.store;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;

/**
 * A real store as if it stood somewhere else: it can be away, lose answers, and counts what it is asked. Its claims say
 * that they stand in a cluster.
 */
public final class StoreDouble implements ResultStore, Results, Claims, Records {

    /** What can be asked of a store. */
    public enum Call {
        FIND,
        CLAIM,
        HOLDER,
        RENEW,
        COMPLETE,
        FAIL,
        RELEASE,
        INSPECT,
        ERASE,
        LIST,
        SIZE,
        HAND_OVER,
        FIND_RECORD,
        PUT_RECORD,
        REPLACE_RECORD,
        REMOVE_RECORD
    }

    private final Map<Call, AtomicInteger> asked = new EnumMap<>(Call.class);
    private final Map<Call, Runnable> before = new EnumMap<>(Call.class);
    private final Set<Call> failing = EnumSet.noneOf(Call.class);
    private final Set<Call> losingTheAnswer = EnumSet.noneOf(Call.class);
    private final Map<Call, CompletableFuture<Void>> held = new EnumMap<>(Call.class);
    private final Map<Call, CompletableFuture<Void>> answeredLate = new EnumMap<>(Call.class);
    private final ResultStore real;
    private volatile Supplier<CompletionStage<Completion>> frozenMember;
    private volatile StoreKey frozen;

    public StoreDouble(ResultStore real) {
        this.real = real;
        for (Call call : Call.values()) {
            asked.put(call, new AtomicInteger());
        }
    }

    /** Nothing is answered from now on. */
    public void goAway() {
        failing.addAll(EnumSet.allOf(Call.class));
    }

    public void comeBack() {
        failing.clear();
        losingTheAnswer.clear();
    }

    public void fail(Call call) {
        failing.add(call);
    }

    /** It happens, and nobody is told. */
    public void loseAnswersOf(Call call) {
        losingTheAnswer.add(call);
    }

    /** Nothing of this kind happens before it is let go. */
    public CompletableFuture<Void> hold(Call call) {
        CompletableFuture<Void> letGo = new CompletableFuture<>();
        hold(call, letGo);
        return letGo;
    }

    /** @param letGo is completed when it shall happen */
    public void hold(Call call, CompletableFuture<Void> letGo) {
        held.put(call, letGo);
    }

    /** It happens at once, and its answer does not come before it is let go; one time. */
    public CompletableFuture<Void> holdTheAnswerOf(Call call) {
        CompletableFuture<Void> letGo = new CompletableFuture<>();
        answeredLate.put(call, letGo);
        return letGo;
    }

    /**
     * The key that a result is stored under next is on a member that has frozen.
     *
     * @param answer what comes of it, each time
     */
    public void freezeTheNextKey(Supplier<CompletionStage<Completion>> answer) {
        frozen = null;
        frozenMember = answer;
    }

    public void thaw() {
        frozenMember = null;
        frozen = null;
    }

    /** Something else happens first, one time. */
    public void before(Call call, Runnable action) {
        before.put(call, action);
    }

    public int asked(Call call) {
        return asked.get(call).get();
    }

    private <T> CompletionStage<T> ask(Call call, Supplier<CompletionStage<T>> question) {
        asked.get(call).incrementAndGet();
        Runnable first = before.remove(call);
        if (first != null) {
            first.run();
        }
        if (failing.contains(call)) {
            return CompletableFuture.failedFuture(new StoreUnavailableException("away"));
        }
        CompletableFuture<Void> letGo = held.get(call);
        CompletionStage<T> answer = letGo == null ? question.get() : letGo.thenCompose(now -> question.get());
        if (losingTheAnswer.contains(call)) {
            return CompletableFuture.failedFuture(new StoreUnavailableException("too late"));
        }
        CompletableFuture<Void> later = answeredLate.remove(call);
        return later == null ? answer : answer.thenCombine(later, (value, now) -> value);
    }

    @Override
    public Results results() {
        return this;
    }

    @Override
    public Claims claims() {
        return this;
    }

    @Override
    public Records records() {
        return this;
    }

    @Override
    public CompletionStage<Lookup> find(StoreKey key) {
        return ask(Call.FIND, () -> real.results().find(key));
    }

    @Override
    public CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        return ask(
                Call.CLAIM,
                () -> real.claims().claim(key, deadline).thenApply(attempt -> {
                    if (attempt instanceof ClaimAttempt.Granted granted) {
                        return new ClaimAttempt.Granted(shown(granted.claim()), granted.lookup());
                    }
                    return new ClaimAttempt.Held(shown(((ClaimAttempt.Held) attempt).holder()));
                }));
    }

    @Override
    public CompletionStage<Optional<Claim>> holder(StoreKey key) {
        return ask(Call.HOLDER, () -> real.claims().holder(key).thenApply(holder -> holder.map(StoreDouble::shown)));
    }

    @Override
    public CompletionStage<Claim> renew(Claim claim) {
        return ask(Call.RENEW, () -> real.claims().renew(kept(claim)).thenApply(StoreDouble::shown));
    }

    @Override
    public CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace) {
        if (frozenMember != null && frozen == null) {
            frozen = claim.key();
        }
        return ask(
                Call.COMPLETE,
                () -> claim.key().equals(frozen)
                        ? frozenMember.get()
                        : real.claims().complete(kept(claim), envelope, replace));
    }

    @Override
    public CompletionStage<Void> fail(Claim claim, Failure failure) {
        return ask(Call.FAIL, () -> real.claims().fail(kept(claim), failure));
    }

    @Override
    public CompletionStage<Void> release(Claim claim) {
        return ask(Call.RELEASE, () -> real.claims().release(kept(claim)));
    }

    @Override
    public CompletionStage<Optional<IdempotencyRecord>> find(RecordKey key) {
        return ask(Call.FIND_RECORD, () -> real.records().find(key));
    }

    @Override
    public CompletionStage<StandingRecord> put(RecordKey key, IdempotencyRecord record) {
        return ask(Call.PUT_RECORD, () -> real.records().put(key, record));
    }

    @Override
    public CompletionStage<StandingRecord> replace(RecordKey key, IdempotencyRecord own, IdempotencyRecord record) {
        return ask(Call.REPLACE_RECORD, () -> real.records().replace(key, own, record));
    }

    @Override
    public CompletionStage<Void> remove(RecordKey key, IdempotencyRecord record) {
        return ask(Call.REMOVE_RECORD, () -> real.records().remove(key, record));
    }

    @Override
    public CompletionStage<Void> handOver() {
        return ask(Call.HAND_OVER, real::handOver);
    }

    @Override
    public CompletionStage<ClaimState> inspect(Claim met) {
        return ask(Call.INSPECT, () -> real.claims().inspect(kept(met)));
    }

    @Override
    public CompletionStage<Erased> erase(StoreScope scope) {
        return ask(Call.ERASE, () -> real.erase(scope));
    }

    @Override
    public CompletionStage<List<StoredResult>> list(StoreScope scope, int limit) {
        return ask(Call.LIST, () -> real.results().list(scope, limit));
    }

    @Override
    public CompletionStage<Long> size() {
        return ask(Call.SIZE, real.results()::size);
    }

    @Override
    public Backend backend() {
        return Backend.EMBEDDED;
    }

    @Override
    public int members() {
        return 1;
    }

    @Override
    public void close() {
        real.close();
    }

    private static Claim shown(Claim claim) {
        return standing(claim, Backend.EMBEDDED);
    }

    private Claim kept(Claim claim) {
        return standing(claim, real.backend());
    }

    private static Claim standing(Claim claim, Backend backend) {
        return new Claim(claim.key(), claim.member(), claim.nonce(), claim.sequence(), claim.deadline(), backend);
    }
}
