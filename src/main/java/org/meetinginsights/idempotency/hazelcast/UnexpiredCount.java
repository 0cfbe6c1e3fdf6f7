package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.core.EntryView;
import com.hazelcast.map.IMap;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.meetinginsights.idempotency.ResultStore;

/**
 * Counts results that are still served. The map keeps each an hour longer than that, and its time of expiry is all that
 * can be seen of one without reading it. That is one question to its member for each entry, so it is remembered until the
 * entry is due. Beyond {@value #COUNTED_ONE_BY_ONE} entries even the list of keys costs too much; the count then holds
 * those as well that expired within the last hour. Thread-safe; blocks.
 */
final class UnexpiredCount {

    private static final int COUNTED_ONE_BY_ONE = 10_000;

    private final Map<String, Long> servedUntil = new HashMap<>();
    private final Clock clock;

    UnexpiredCount(Clock clock) {
        this.clock = clock;
    }

    synchronized long of(IMap<String, byte[]> results) {
        long all = results.size();
        if (all > COUNTED_ONE_BY_ONE) {
            servedUntil.clear();
            return all;
        }
        Set<String> keys = results.keySet();
        servedUntil.keySet().retainAll(keys);
        return keys.stream().filter(key -> isServed(results, key)).count();
    }

    private boolean isServed(IMap<String, byte[]> results, String key) {
        Long known = servedUntil.get(key);
        if (known != null && clock.millis() < known) {
            return true;
        }
        EntryView<String, byte[]> view = results.getEntryView(key);
        if (view == null) {
            return false;
        }
        long until = view.getExpirationTime() - ResultStore.RETENTION_AFTER_EXPIRY.toMillis();
        servedUntil.put(key, until);
        return clock.millis() < until;
    }
}
