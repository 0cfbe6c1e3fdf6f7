package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.map.IMap;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.meetinginsights.idempotency.Erasures;
import org.meetinginsights.idempotency.KeyPointer;
import org.meetinginsights.idempotency.Pointed;
import org.meetinginsights.idempotency.PointerKey;

/** What callers' keys point at, for all nodes. Blocks. */
final class Pointers {

    private final IMap<String, String> map;
    private final Erasures erasures;
    private final Clock clock;

    Pointers(IMap<String, String> map, Erasures erasures, Clock clock) {
        this.map = map;
        this.erasures = erasures;
        this.clock = clock;
    }

    Pointed point(PointerKey key, KeyPointer pointer) {
        String text = pointer.text();
        String present = map.putIfAbsent(key.text(), text, millis(pointer), TimeUnit.MILLISECONDS);
        // Hazelcast repeats a call whose member died, and the first one may have come through.
        if (present == null || present.equals(text)) {
            return new Pointed(pointer, true);
        }
        Optional<KeyPointer> standing = KeyPointer.parse(present).filter(old -> !old.isErasedBy(erasures));
        if (standing.isPresent()) {
            return new Pointed(standing.get(), false);
        }
        // Nobody can read it, or what it points at was erased: it protects nobody.
        repoint(key, pointer);
        return new Pointed(pointer, true);
    }

    /** A request that was in flight when its result was erased leaves nothing. */
    Void repoint(PointerKey key, KeyPointer pointer) {
        if (!pointer.isErasedBy(erasures)) {
            map.set(key.text(), pointer.text(), millis(pointer), TimeUnit.MILLISECONDS);
        }
        return null;
    }

    /** At least one: zero would be for ever. */
    private long millis(KeyPointer pointer) {
        return Math.max(1, pointer.remaining(clock).toMillis());
    }
}
