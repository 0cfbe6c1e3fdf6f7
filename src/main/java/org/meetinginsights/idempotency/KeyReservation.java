package org.meetinginsights.idempotency;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.Records;
import org.meetinginsights.idempotency.store.StandingRecord;

/**
 * One request's hold on its caller's key. Equal requests may want the same key at once, and each gives back only the record
 * that it has put itself. So whoever calls puts its own first, and what the others do when they end does not touch it;
 * only one of them calls at a time, because that takes a claim. Used by one flow at a time.
 */
final class KeyReservation {

    private final RecordKey key;
    private final StoreKey storeKey;
    private final IdempotentRequest request;
    private final Records records;
    private final ExecutionLimits limits;
    private final Clock clock;
    private final String nonce = UUID.randomUUID().toString();
    private IdempotencyRecord own;
    private IdempotencyRecord found;
    private boolean isPut;

    KeyReservation(RecordKey key, StoreKey storeKey, IdempotentRequest request, ExecutionContext context) {
        this.key = key;
        this.storeKey = storeKey;
        this.request = request;
        this.records = context.store().records();
        this.limits = context.limits();
        this.clock = context.clock();
        this.own = reservation();
        this.found = own;
    }

    /**
     * For as long as the request may wait and then call, and no longer: its node may die, or the store be away when it is
     * to give the key back.
     */
    private IdempotencyRecord reservation() {
        Instant until = clock.instant().plus(limits.longestWait()).plus(limits.callDeadline());
        return new IdempotencyRecord(
                request.fingerprint(),
                nonce,
                request.requestedAt().truncatedTo(ChronoUnit.MILLIS),
                until.truncatedTo(ChronoUnit.MILLIS),
                storeKey);
    }

    /**
     * When the request comes in: reserves the key, unless it points already. Who only looks reserves nothing.
     *
     * @return where it points now
     */
    CompletionStage<IdempotencyRecord> reserve() {
        CompletionStage<IdempotencyRecord> standing = request.directives().onlyIfCached()
                ? records.find(key).thenApply(record -> record.orElse(own))
                : records.put(key, own).thenApply(this::standing);
        return standing.thenApply(record -> found = record);
    }

    /**
     * Right before the call, under its claim.
     *
     * @return why there must be no call: the key was given back meanwhile, and is another request's now
     */
    CompletionStage<Optional<Outcome>> hold() {
        IdempotencyRecord before = own;
        // It has to outlast the call, which takes less than the longest wait, and the storing of its result.
        if (own.remaining(clock).compareTo(limits.longestWait()) < 0) {
            own = reservation();
        }
        return records.replace(key, before, own)
                .thenApply(this::standing)
                .thenApply(record -> isForThisRequest(record) ? Optional.empty() : Optional.of(reused()));
    }

    private IdempotencyRecord standing(StandingRecord written) {
        isPut = written.isNew();
        return written.standing();
    }

    boolean isForThisRequest(IdempotencyRecord record) {
        return record.fingerprint().equals(request.fingerprint());
    }

    Outcome reused() {
        return new Outcome.KeyReused(key);
    }

    /** From now on the key stands for a result, for as long as that is kept. */
    CompletionStage<Void> settle(Envelope result, StoreKey where) {
        return records.replace(key, own, IdempotencyRecord.settled(request.fingerprint(), result, where))
                .thenAccept(written -> {});
    }

    /** Nothing came of it. What the key stood for before, it stands for again. */
    CompletionStage<Void> giveBack() {
        if (!isPut) {
            return CompletableFuture.completedFuture(null);
        }
        return found.isReserved()
                ? records.remove(key, own)
                : records.replace(key, own, found).thenAccept(written -> {});
    }
}
