package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.map.IMap;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.meetinginsights.idempotency.KeyPointer;
import org.meetinginsights.idempotency.Pointed;
import org.meetinginsights.idempotency.PointerKey;

/** What callers' keys point at, for all nodes. Blocks. */
final class Pointers {

    private final IMap<String, String> map;
    private final Clock clock;

    Pointers(IMap<String, String> map, Clock clock) {
        this.map = map;
        this.clock = clock;
    }

    Pointed point(PointerKey key, KeyPointer pointer) {
        String text = pointer.text();
        String present = map.putIfAbsent(key.text(), text, millis(pointer), TimeUnit.MILLISECONDS);
        // Hazelcast repeats a call whose member died, and the first one may have come through.
        if (present == null || present.equals(text)) {
            return new Pointed(pointer, true);
        }
        Optional<KeyPointer> standing = KeyPointer.parse(present);
        if (standing.isPresent()) {
            return new Pointed(standing.get(), false);
        }
        // Nobody can read it, so it protects nobody.
        repoint(key, pointer);
        return new Pointed(pointer, true);
    }

    Void repoint(PointerKey key, KeyPointer pointer) {
        map.set(key.text(), pointer.text(), millis(pointer), TimeUnit.MILLISECONDS);
        return null;
    }

    /** At least one: zero would be for ever. */
    private long millis(KeyPointer pointer) {
        return Math.max(1, pointer.remaining(clock).toMillis());
    }
}
