package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.query.Predicate;
import com.hazelcast.query.Predicates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.EnvelopeFormat;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;
import org.meetinginsights.idempotency.hazelcast.erasure.ScopePattern;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.StoredResult;

/**
 * Finds the newest results without reading all of them: beside each result lies the time at which it was made, in a map of
 * its own, also where results are encrypted. It is asked for longer and longer pasts until there are enough, and only those
 * are read that are listed. What is not in it is not listed, but served and erased all the same.
 */
final class ResultIndex {

    private static final List<Duration> PASTS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7));
    private static final Comparator<Map.Entry<String, String>> NEWEST_FIRST =
            Map.Entry.<String, String>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private final StoreMaps maps;
    private final EnvelopeFormat format;
    private final Erasures erasures;
    private final Clock clock;

    ResultIndex(StoreMaps maps, EnvelopeFormat format, Erasures erasures, Clock clock) {
        this.maps = maps;
        this.format = format;
        this.erasures = erasures;
        this.clock = clock;
    }

    /** Sorts as times do, from 1970 to 2286. */
    static String time(Instant at) {
        return String.format(Locale.ROOT, "%013d", Math.max(0, at.toEpochMilli()));
    }

    /** Nobody waits for it. */
    void add(StoreKey key, Envelope envelope) {
        long life = Math.max(1, envelope.remaining(clock).toMillis());
        maps.index().setAsync(key.text(), time(envelope.createdAt()), life, TimeUnit.MILLISECONDS);
    }

    /** Blocks. */
    List<StoredResult> newest(StoreScope scope, int limit) {
        Predicate<String, String> inScope = new ScopePattern(scope).ofKeys();
        for (Duration past : PASTS) {
            Instant since = clock.instant().minus(past);
            List<StoredResult> found = read(
                    maps.index().entrySet(Predicates.and(Predicates.greaterThan("this", time(since)), inScope)), limit);
            if (found.size() == limit) {
                return found;
            }
        }
        return read(maps.index().entrySet(inScope), limit);
    }

    private List<StoredResult> read(Collection<Map.Entry<String, String>> times, int limit) {
        List<String> keys =
                times.stream().sorted(NEWEST_FIRST).map(Map.Entry::getKey).toList();
        List<StoredResult> found = new ArrayList<>();
        for (int from = 0; from < keys.size() && found.size() < limit; from += limit) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + limit));
            Map<String, byte[]> values = maps.results().getAll(new HashSet<>(some));
            for (String key : some) {
                byte[] bytes = values.get(key);
                if (bytes != null && found.size() < limit) {
                    StoreKey storeKey = new StoreKey(key);
                    if (erasures.filter(storeKey, format.read(storeKey, bytes, clock)) instanceof Lookup.Fresh fresh) {
                        found.add(new StoredResult(storeKey, fresh.envelope()));
                    }
                }
            }
        }
        return found;
    }

    /** Removes a result that was made before it was erased, and came back all the same with a part that merged. Blocks. */
    void removeErased(Instant latestErasure) {
        for (Map.Entry<String, String> made :
                maps.index().entrySet(Predicates.<String, String>lessEqual("this", time(latestErasure)))) {
            Instant madeAt = Instant.ofEpochMilli(Long.parseLong(made.getValue()));
            if (erasures.cover(new StoreKey(made.getKey()), madeAt)) {
                maps.results().delete(made.getKey());
                maps.index().delete(made.getKey());
            }
        }
    }
}
