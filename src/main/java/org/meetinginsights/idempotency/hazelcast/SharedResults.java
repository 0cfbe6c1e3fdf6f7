package org.meetinginsights.idempotency.hazelcast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.Completion;
import org.meetinginsights.idempotency.Envelope;
import org.meetinginsights.idempotency.EnvelopeFormat;
import org.meetinginsights.idempotency.Erasures;
import org.meetinginsights.idempotency.Fingerprint;
import org.meetinginsights.idempotency.Lookup;
import org.meetinginsights.idempotency.StoreKey;
import org.meetinginsights.idempotency.StoreScope;
import org.meetinginsights.idempotency.StoredResult;
import org.meetinginsights.idempotency.Usage;

/** Results as bytes, for all nodes, none of which was erased. Thread-safe. */
final class SharedResults {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PATIENCE_OFF_THE_REQUESTS_PATH = Duration.ofSeconds(10);

    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final BoundedCalls holdersCalls;
    private final EnvelopeFormat format;
    private final Erasures erasures;
    private final SharedErasures sharedErasures;
    private final ResultIndex index;
    private final UnexpiredCount unexpired;
    private final Clock clock;
    private volatile Runnable unreadable = () -> {};

    /**
     * @param holdersCalls of those who hold a claim
     * @param sharedErasures has to know what was erased before anything is given or taken
     */
    SharedResults(
            StoreMaps maps,
            BoundedCalls calls,
            BoundedCalls holdersCalls,
            EnvelopeFormat format,
            Erasures erasures,
            SharedErasures sharedErasures,
            ResultIndex index,
            Clock clock) {
        this.maps = maps;
        this.calls = calls;
        this.holdersCalls = holdersCalls;
        this.format = format;
        this.erasures = erasures;
        this.sharedErasures = sharedErasures;
        this.index = index;
        this.unexpired = new UnexpiredCount(clock);
        this.clock = clock;
    }

    void onUnreadable(Runnable action) {
        unreadable = action;
    }

    CompletionStage<Lookup> find(StoreKey key) {
        return sharedErasures
                .known()
                .thenCompose(
                        known -> calls.answer(PATIENCE, () -> maps.results().getAsync(key.text())))
                .thenApply(bytes -> bytes == null ? Lookup.ABSENT : read(key, bytes));
    }

    private Lookup read(StoreKey key, byte[] bytes) {
        Lookup stored = format.read(key, bytes, clock);
        Lookup lookup = erasures.filter(key, stored);
        if (lookup instanceof Lookup.Unreadable) {
            unreadable.run();
        }
        if (lookup instanceof Lookup.Expired || lookup != stored) {
            calls.blocking(PATIENCE, () -> maps.results().remove(key.text(), bytes));
        }
        return lookup;
    }

    CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace) {
        return sharedErasures
                .known()
                .thenCompose(known -> holdersCalls.blocking(PATIENCE, () -> {
                    StandingClaim standing = new StandingClaim(maps.claims(), claim);
                    Completion completion = new StoredOnce(maps.results(), format, erasures, clock)
                            .store(claim.key(), envelope, () -> replace && standing.isHeld());
                    if (completion instanceof Completion.Stored) {
                        index.add(claim.key(), envelope);
                    }
                    standing.end();
                    return completion;
                }));
    }

    CompletionStage<List<StoredResult>> newest(StoreScope scope, int limit) {
        return sharedErasures
                .known()
                .thenCompose(known -> calls.blocking(PATIENCE_OFF_THE_REQUESTS_PATH, () -> index.newest(scope, limit)));
    }

    CompletionStage<Long> count() {
        return calls.blocking(PATIENCE_OFF_THE_REQUESTS_PATH, () -> unexpired.of(maps.results()));
    }

    /** The first envelope of all takes a while, above all an encrypted one. */
    void rehearse() {
        StoreKey key = new StoreKey("probe");
        Instant now = clock.instant();
        Fingerprint fingerprint = Fingerprint.of(List.of());
        format.read(
                key, format.write(key, new Envelope(now, now, now, fingerprint, "", Usage.FREE, new byte[0])), clock);
    }
}
