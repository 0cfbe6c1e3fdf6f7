package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.map.IMap;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.hazelcast.connection.BoundedCalls;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;
import org.meetinginsights.idempotency.hazelcast.erasure.ClusterErasure;
import org.meetinginsights.idempotency.key.PointerKey;
import org.meetinginsights.idempotency.store.KeyPointer;
import org.meetinginsights.idempotency.store.Pointed;
import org.meetinginsights.idempotency.store.StoreTimeouts;
import org.meetinginsights.idempotency.store.StoreUnavailableException;

/** What callers' keys point at, for all nodes. Nobody changes a pointer but the one that he has seen. Thread-safe. */
final class SharedPointers {

    /** Each attempt fails only because another request got in between. */
    private static final int ATTEMPTS = 10;

    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final Erasures erasures;
    private final ClusterErasure erasure;
    private final Clock clock;
    private final StoreTimeouts timeouts;

    /** @param erasure has to know what was erased before anything is given or taken */
    SharedPointers(
            StoreMaps maps,
            BoundedCalls calls,
            Erasures erasures,
            ClusterErasure erasure,
            StoreTimeouts timeouts,
            Clock clock) {
        this.maps = maps;
        this.calls = calls;
        this.erasures = erasures;
        this.erasure = erasure;
        this.timeouts = timeouts;
        this.clock = clock;
    }

    CompletionStage<Optional<KeyPointer>> look(PointerKey key) {
        return calls.answer(
                        timeouts.lookup(),
                        () -> erasure.known()
                                .thenCompose(known -> maps.pointers().getAsync(key.text())))
                .thenApply(text -> Optional.ofNullable(text).flatMap(this::standing));
    }

    /** Before the claim, so it has as much time as a lookup. */
    CompletionStage<Pointed> point(PointerKey key, KeyPointer pointer) {
        return put(timeouts.lookup(), () -> put(key, pointer, old -> false));
    }

    /** A request that was in flight when its result was erased leaves nothing. */
    CompletionStage<Pointed> repoint(PointerKey key, KeyPointer own, KeyPointer pointer) {
        return put(
                timeouts.write(),
                () -> pointer.isErasedBy(erasures)
                        ? new Pointed(pointer, false)
                        : put(key, pointer, old -> old.equals(own) || old.givesWayTo(pointer)));
    }

    CompletionStage<Void> unpoint(PointerKey key, KeyPointer pointer) {
        return calls.blocking(timeouts.write(), () -> {
            maps.pointers().remove(key.text(), pointer.text());
            return null;
        });
    }

    private CompletionStage<Pointed> put(Duration limit, Supplier<Pointed> call) {
        return calls.answer(limit, () -> erasure.known().thenCompose(known -> calls.blocking(limit, call)));
    }

    private Pointed put(PointerKey key, KeyPointer pointer, Predicate<KeyPointer> givesWay) {
        IMap<String, String> map = maps.pointers();
        String text = pointer.text();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String present = map.putIfAbsent(key.text(), text, seconds(pointer), TimeUnit.SECONDS);
            // Hazelcast repeats a call whose member died, and the first one may have come through.
            if (present == null || present.equals(text)) {
                return new Pointed(pointer, true);
            }
            Optional<KeyPointer> standing = standing(present).filter(old -> !givesWay.test(old));
            if (standing.isPresent()) {
                return new Pointed(standing.get(), false);
            }
            if (map.replace(key.text(), present, text)) {
                // A replaced entry has the map's time to live, and not the one that it had.
                map.setTtl(key.text(), seconds(pointer), TimeUnit.SECONDS);
                return new Pointed(pointer, true);
            }
        }
        throw new StoreUnavailableException("Others kept changing one pointer");
    }

    /** Nothing if nobody can read it, its time is over, or what it points at was erased: it protects nobody. */
    private Optional<KeyPointer> standing(String text) {
        return KeyPointer.parse(text).filter(pointer -> !pointer.isOver(clock) && !pointer.isErasedBy(erasures));
    }

    /**
     * Hazelcast counts whole seconds and cuts the rest, so they are rounded up: until when it stands, says the pointer. At
     * least one: zero would be for ever.
     */
    private long seconds(KeyPointer pointer) {
        return Math.max(1, pointer.remaining(clock).plusMillis(999).toSeconds());
    }
}
