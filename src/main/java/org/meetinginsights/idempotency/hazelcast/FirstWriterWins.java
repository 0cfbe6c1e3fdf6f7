package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.map.IMap;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.EnvelopeFormat;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.Results;

/** Stores a result so that every caller gets the answer that won. Blocks. */
final class FirstWriterWins {

    /** Each attempt fails only because another writer got in between, and after one of those there is a winner. */
    private static final int ATTEMPTS = 3;

    private final StoreMaps maps;
    private final ResultIndex index;
    private final EnvelopeFormat format;
    private final Erasures erasures;
    private final Clock clock;

    FirstWriterWins(StoreMaps maps, ResultIndex index, EnvelopeFormat format, Erasures erasures, Clock clock) {
        this.maps = maps;
        this.index = index;
        this.format = format;
        this.erasures = erasures;
        this.clock = clock;
    }

    /** @param mayReplace whether a fresh result gives way */
    Completion store(StoreKey key, Envelope envelope, BooleanSupplier mayReplace) {
        if (erasures.cover(key, envelope.requestedAt())) {
            return Completion.NOT_STORED;
        }
        byte[] bytes = format.write(key, envelope);
        Completion completion = put(key, envelope, bytes, mayReplace);
        if (completion instanceof Completion.Stored) {
            index.put(key, envelope);
            // Afterwards too: what this node hears of only now may have been swept before our result was there.
            if (erasures.cover(key, envelope.requestedAt())) {
                maps.results().remove(key.text(), bytes);
                index.remove(key);
                return Completion.NOT_STORED;
            }
        }
        return completion;
    }

    private Completion put(StoreKey key, Envelope envelope, byte[] bytes, BooleanSupplier mayReplace) {
        long seconds =
                envelope.remaining(clock).plus(Results.RETENTION_AFTER_EXPIRY).toSeconds();
        IMap<String, byte[]> results = maps.results();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            byte[] present = results.putIfAbsent(key.text(), bytes, seconds, TimeUnit.SECONDS);
            // Hazelcast repeats a call whose member died, and the first one may have come through.
            if (present == null || Arrays.equals(present, bytes)) {
                return Completion.STORED;
            }
            Lookup found = erasures.filter(key, format.read(key, present, clock));
            if (found instanceof Lookup.Newer) {
                return Completion.NOT_STORED;
            }
            if (found instanceof Lookup.Fresh fresh && !mayReplace.getAsBoolean()) {
                return new Completion.Preceded(fresh.envelope());
            }
            if (results.replace(key.text(), present, bytes)) {
                results.setTtl(key.text(), seconds, TimeUnit.SECONDS);
                return Completion.STORED;
            }
        }
        return Completion.NOT_STORED;
    }
}
