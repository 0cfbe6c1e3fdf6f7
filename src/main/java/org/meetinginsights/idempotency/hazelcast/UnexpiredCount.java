package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.core.EntryView;
import com.hazelcast.map.IMap;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.ResultStore;

/**
 * Counts results that are still served. The map keeps each an hour longer than that, and its time of expiry is all that
 * can be seen of one without reading it. Beyond {@value #COUNTED_ONE_BY_ONE} entries one look at each costs too much; the
 * count then holds those as well that expired within the last hour. Blocks.
 */
final class UnexpiredCount implements Supplier<Long> {

    private static final int COUNTED_ONE_BY_ONE = 10_000;

    private final IMap<String, byte[]> results;
    private final Clock clock;

    UnexpiredCount(IMap<String, byte[]> results, Clock clock) {
        this.results = results;
        this.clock = clock;
    }

    @Override
    public Long get() {
        long all = results.size();
        if (all > COUNTED_ONE_BY_ONE) {
            return all;
        }
        Set<String> keys = results.keySet();
        return keys.stream().filter(this::isServed).count();
    }

    private boolean isServed(String key) {
        EntryView<String, byte[]> view = results.getEntryView(key);
        return view != null
                && clock.millis() < view.getExpirationTime() - ResultStore.RETENTION_AFTER_EXPIRY.toMillis();
    }
}
