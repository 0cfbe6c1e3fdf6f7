package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.core.EntryView;
import com.hazelcast.map.IMap;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.meetinginsights.idempotency.store.ResultStore;

/**
 * Counts results that are still served. The map keeps each an hour longer than that, and its time of expiry is all that
 * can be seen of one without reading it. That is one question to its member for each entry, so the answer is remembered: of
 * one that is served until it is due, of one that has expired for a minute, since only a refresh changes it. Beyond
 * {@value #COUNTED_ONE_BY_ONE} entries even the list of keys costs too much; the count then holds those as well that
 * expired within the last hour. Thread-safe; blocks.
 */
final class UnexpiredCount {

    private static final int COUNTED_ONE_BY_ONE = 10_000;

    private static final Duration EXPIRED_HOLDS_FOR = Duration.ofMinutes(1);

    private final Map<String, Seen> seen = new HashMap<>();
    private final Clock clock;

    UnexpiredCount(Clock clock) {
        this.clock = clock;
    }

    synchronized long of(IMap<String, byte[]> results) {
        long all = results.size();
        if (all > COUNTED_ONE_BY_ONE) {
            seen.clear();
            return all;
        }
        Set<String> keys = results.keySet();
        seen.keySet().retainAll(keys);
        return keys.stream().filter(key -> isServed(results, key)).count();
    }

    private boolean isServed(IMap<String, byte[]> results, String key) {
        long now = clock.millis();
        Seen known = seen.get(key);
        if (known != null && now < known.holdsUntil()) {
            return known.served();
        }
        EntryView<String, byte[]> view = results.getEntryView(key);
        if (view == null) {
            return false;
        }
        long until = view.getExpirationTime() - ResultStore.RETENTION_AFTER_EXPIRY.toMillis();
        boolean served = now < until;
        seen.put(key, new Seen(served, served ? until : now + EXPIRED_HOLDS_FOR.toMillis()));
        return served;
    }

    private record Seen(boolean served, long holdsUntil) {}
}
