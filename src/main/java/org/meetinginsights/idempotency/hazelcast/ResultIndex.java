package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.query.Predicate;
import com.hazelcast.query.Predicates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.meetinginsights.idempotency.store.VersionedText;

/**
 * Finds the newest results without reading all of them: beside each result lies the time at which it was made, in a map of
 * its own, also where results are encrypted, for as long as the result is served. What is not in it is not listed, but served
 * and erased all the same. Blocks.
 */
final class ResultIndex {

    /** Each holds thirty times as much as the one before, and the last one everything: a list costs few scans, and moves little. */
    private static final List<Duration> WINDOWS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(30), Duration.ofHours(15), Duration.ofDays(3_650));

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

    /** Hazelcast counts whole seconds and cuts the rest; zero would be for ever. */
    void put(StoreKey key, Envelope envelope) {
        long life = Math.max(1, envelope.remaining(clock).toSeconds());
        maps.index().set(key.text(), VersionedText.sortable(envelope.createdAt()), life, TimeUnit.SECONDS);
    }

    void remove(StoreKey key) {
        maps.index().delete(key.text());
    }

    /** Also counts an entry that has expired some minutes ago, and one whose result was evicted. */
    int size() {
        return maps.index().size();
    }

    List<StoredResult> newest(StoreScope scope, int limit) {
        Predicate<String, String> inScope = new ScopePattern(scope).ofKeys();
        List<StoredResult> found = List.of();
        for (int i = 0; i < WINDOWS.size() && found.size() < limit; i++) {
            String since = VersionedText.sortable(clock.instant().minus(WINDOWS.get(i)));
            found = read(
                    maps.index().entrySet(Predicates.and(Predicates.greaterThan("this", since), inScope)).stream()
                            .sorted(NEWEST_FIRST)
                            .map(entry -> new StoreKey(entry.getKey()))
                            .toList(),
                    limit);
        }
        return found;
    }

    /** A few at a time, because results are large. */
    private List<StoredResult> read(List<StoreKey> keys, int limit) {
        List<StoredResult> found = new ArrayList<>();
        for (int from = 0; from < keys.size() && found.size() < limit; from += limit) {
            List<StoreKey> some = keys.subList(from, Math.min(keys.size(), from + limit));
            Map<String, byte[]> values = maps.results()
                    .getAll(new HashSet<>(some.stream().map(StoreKey::text).toList()));
            some.stream()
                    .filter(key -> values.containsKey(key.text()))
                    .flatMap(key -> fresh(key, values.get(key.text())).stream())
                    .limit(limit - found.size())
                    .forEach(found::add);
        }
        return found;
    }

    private Optional<StoredResult> fresh(StoreKey key, byte[] bytes) {
        return erasures.filter(key, format.read(key, bytes, clock)) instanceof Lookup.Fresh fresh
                ? Optional.of(new StoredResult(key, fresh.envelope()))
                : Optional.empty();
    }

    /** Removes what was made before it was erased, and came back all the same with a part that merged. */
    void removeErased(Instant latestErasure) {
        maps
                .index()
                .entrySet(Predicates.<String, String>lessEqual("this", VersionedText.sortable(latestErasure)))
                .stream()
                .filter(entry -> erasures.cover(new StoreKey(entry.getKey()), VersionedText.instant(entry.getValue())))
                .forEach(entry -> {
                    maps.results().delete(entry.getKey());
                    maps.index().delete(entry.getKey());
                });
    }
}
