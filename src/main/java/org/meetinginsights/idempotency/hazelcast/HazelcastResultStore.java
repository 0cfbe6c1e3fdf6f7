package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.query.Predicates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.meetinginsights.idempotency.Backend;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.ClaimAttempt;
import org.meetinginsights.idempotency.ClaimState;
import org.meetinginsights.idempotency.Completion;
import org.meetinginsights.idempotency.Envelope;
import org.meetinginsights.idempotency.EnvelopeFormat;
import org.meetinginsights.idempotency.Failure;
import org.meetinginsights.idempotency.Fingerprint;
import org.meetinginsights.idempotency.KeyPointer;
import org.meetinginsights.idempotency.Lookup;
import org.meetinginsights.idempotency.Pointed;
import org.meetinginsights.idempotency.PointerKey;
import org.meetinginsights.idempotency.ResultStore;
import org.meetinginsights.idempotency.StoreKey;
import org.meetinginsights.idempotency.Usage;

/**
 * A store in Hazelcast maps: results as bytes, claims and outcomes as texts. Only plain {@code putIfAbsent},
 * {@code replace} and {@code remove}: a server needs no class of ours for them, and they work the same in a member and in
 * a client. A claim is renewed by {@code replace(old, new)}, which starts the map's time to live anew; that is why the
 * claims map has one. Thread-safe.
 */
public final class HazelcastResultStore implements ResultStore {

    /** Of a call; requests give up earlier, and what they asked for happens all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration PATIENCE_OF_A_RENEWAL = Duration.ofMillis(500);
    private static final Duration PATIENCE_OFF_THE_REQUESTS_PATH = Duration.ofSeconds(10);

    private final HazelcastLink link;
    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final SharedClaims claims;
    private final ClusterProbe probe;
    private final UnexpiredCount unexpired;
    private final EnvelopeFormat format;
    private final Clock clock;
    private volatile Runnable unreadable = () -> {};

    /**
     * @param lease that a claim must have in the map
     * @param format of what is kept
     * @param continuations runs what follows an answer of Hazelcast's
     */
    public HazelcastResultStore(
            HazelcastLink link, Duration lease, EnvelopeFormat format, Clock clock, Executor continuations) {
        this.link = link;
        this.maps = new StoreMaps(link);
        this.calls = new BoundedCalls(continuations);
        this.claims = new SharedClaims(link, maps, calls);
        this.probe = new ClusterProbe(new LeaseCheck(link, maps, lease), maps, calls, this::rehearse);
        this.unexpired = new UnexpiredCount(clock);
        this.format = format;
        this.clock = clock;
    }

    /** Is told of each result that nobody can read; to be set before the first request. */
    public void onUnreadable(Runnable action) {
        unreadable = action;
    }

    /** Whether any member answers, and whether they are set up as they must be; fails if not. */
    public CompletionStage<Void> probe() {
        return probe.run();
    }

    /** The first envelope of all takes a while, above all an encrypted one. */
    private void rehearse() {
        StoreKey key = new StoreKey("probe");
        Instant now = clock.instant();
        Fingerprint fingerprint = Fingerprint.of(List.of());
        format.read(
                key, format.write(key, new Envelope(now, now, now, fingerprint, "", Usage.FREE, new byte[0])), clock);
    }

    @Override
    public CompletionStage<Lookup> find(StoreKey key) {
        return calls.answer(PATIENCE, () -> maps.results().getAsync(key.text())).thenApply(bytes -> {
            if (bytes == null) {
                return Lookup.ABSENT;
            }
            Lookup lookup = format.read(key, bytes, clock);
            if (lookup instanceof Lookup.Unreadable) {
                unreadable.run();
            }
            if (lookup instanceof Lookup.Expired) {
                calls.blocking(PATIENCE, () -> maps.results().remove(key.text(), bytes));
            }
            return lookup;
        });
    }

    @Override
    public CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        return claims.claim(key, deadline);
    }

    @Override
    public CompletionStage<Claim> renew(Claim claim) {
        return calls.blocking(PATIENCE_OF_A_RENEWAL, () -> new StandingClaim(maps.claims(), claim).renew());
    }

    @Override
    public CompletionStage<Completion> complete(Claim claim, Envelope envelope, boolean replace) {
        return calls.blocking(PATIENCE, () -> {
            StandingClaim standing = new StandingClaim(maps.claims(), claim);
            Completion completion = new StoredOnce(maps.results(), format, clock)
                    .store(claim.key(), envelope, () -> replace && standing.isHeld());
            standing.end();
            return completion;
        });
    }

    /** The outcome first: whoever sees the claim gone finds it there. */
    @Override
    public CompletionStage<Void> fail(Claim claim, Failure failure) {
        return calls.blocking(PATIENCE, () -> {
            maps.outcomes().set(claim.nonce(), FailureText.write(failure), OUTCOME_LIFE.toSeconds(), TimeUnit.SECONDS);
            new StandingClaim(maps.claims(), claim).end();
            return null;
        });
    }

    @Override
    public CompletionStage<Void> release(Claim claim) {
        return calls.blocking(PATIENCE, () -> {
            new StandingClaim(maps.claims(), claim).end();
            return null;
        });
    }

    @Override
    public CompletionStage<ClaimState> inspect(Claim met) {
        return claims.isRunning(met)
                .thenCompose(running -> running
                        ? calls.answered(ClaimState.RUNNING)
                        : calls.answer(PATIENCE, () -> maps.outcomes().getAsync(met.nonce()))
                                .thenApply(HazelcastResultStore::leftBehind));
    }

    private static ClaimState leftBehind(String outcome) {
        return Optional.ofNullable(outcome)
                .flatMap(FailureText::read)
                .<ClaimState>map(ClaimState.Failed::new)
                .orElse(ClaimState.GONE);
    }

    @Override
    public CompletionStage<Pointed> point(PointerKey key, KeyPointer pointer) {
        return calls.blocking(PATIENCE, () -> new Pointers(maps.pointers(), clock).point(key, pointer));
    }

    @Override
    public CompletionStage<Void> repoint(PointerKey key, KeyPointer pointer) {
        return calls.blocking(PATIENCE, () -> new Pointers(maps.pointers(), clock).repoint(key, pointer));
    }

    @Override
    public CompletionStage<Void> unpoint(PointerKey key, KeyPointer pointer) {
        return calls.blocking(PATIENCE, () -> {
            maps.pointers().remove(key.text(), pointer.text());
            return null;
        });
    }

    @Override
    public CompletionStage<Integer> erase(String keyPrefix) {
        return calls.blocking(PATIENCE_OFF_THE_REQUESTS_PATH, () -> {
            Collection<String> keys = maps.results().keySet(Predicates.regex("__key", startingWith(keyPrefix)));
            keys.forEach(maps.results()::delete);
            maps.pointers().removeAll(Predicates.regex("this", "[^/]*/[^/]*/" + startingWith(keyPrefix)));
            return keys.size();
        });
    }

    /** Not {@code like}, which knows no way to write a backslash. */
    private static String startingWith(String prefix) {
        return Pattern.quote(prefix) + "(?s:.*)";
    }

    @Override
    public CompletionStage<Long> size() {
        return calls.blocking(PATIENCE_OFF_THE_REQUESTS_PATH, () -> unexpired.of(maps.results()));
    }

    @Override
    public Backend backend() {
        return link.backend();
    }

    @Override
    public int members() {
        return maps.members();
    }

    @Override
    public void close() {
        calls.close();
        link.close();
    }
}
