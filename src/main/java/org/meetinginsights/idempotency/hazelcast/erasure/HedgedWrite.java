package org.meetinginsights.idempotency.hazelcast.erasure;

import com.hazelcast.map.IMap;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.hazelcast.connection.BoundedCalls;

/**
 * Puts a short text into a map where a frozen member cannot keep it from the others: as long as the map has not confirmed it,
 * it is put under one key more, whose partition is likely another member's. Usually that is one put. Thread-safe.
 */
final class HedgedWrite {

    static final int MOST_COPIES = 8;

    private static final Duration TO_CONFIRM = Duration.ofSeconds(3);
    private static final Duration BEFORE_ANOTHER_COPY = Duration.ofMillis(100);

    private final Supplier<IMap<String, String>> map;
    private final BoundedCalls calls;

    HedgedWrite(Supplier<IMap<String, String>> map, BoundedCalls calls) {
        this.map = map;
        this.calls = calls;
    }

    /**
     * @param key of a copy, counted from 0
     * @param life whole seconds
     * @return completes when one copy is confirmed, exceptionally when none is
     */
    CompletionStage<Void> put(IntFunction<String> key, String value, Duration life) {
        CompletableFuture<Void> confirmed = new CompletableFuture<>();
        put(0, key, value, life, confirmed);
        return confirmed;
    }

    private void put(
            int copy, IntFunction<String> key, String value, Duration life, CompletableFuture<Void> confirmed) {
        CompletionStage<Void> answer = calls.answer(
                TO_CONFIRM, () -> map.get().setAsync(key.apply(copy), value, life.toSeconds(), TimeUnit.SECONDS));
        answer.whenComplete((done, away) -> {
            if (away == null) {
                confirmed.complete(null);
            } else {
                confirmed.completeExceptionally(away);
            }
        });
        if (copy + 1 < MOST_COPIES) {
            confirmed
                    .copy()
                    .orTimeout(BEFORE_ANOTHER_COPY.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(unconfirmed -> {
                        if (!confirmed.isDone()) {
                            put(copy + 1, key, value, life, confirmed);
                        }
                        return null;
                    });
        }
    }
}
