package org.meetinginsights.idempotency.erasure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;

/**
 * What this node knows to be erased. Every store asks it before it gives something away or takes something in, so that
 * nothing comes back that was in flight, cut off or merged. While nothing has been erased that is one volatile read.
 * Thread-safe.
 */
public final class Erasures {

    private static final long NEVER = Long.MIN_VALUE;
    private static final int FIRST_LOOK_FOR_OLD_ONES = 64;

    private final ConcurrentMap<String, Tombstone> tombstones = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Duration keptFor;
    private final Clock clock;
    private volatile long latest = NEVER;
    private int nextLookForOldOnes = FIRST_LOOK_FOR_OLD_ONES;

    /** Has results that an erase must not leave behind. */
    public interface Listener {

        /**
         * Removes what was requested up to a time.
         *
         * @return what was removed
         */
        Set<StoreKey> forget(StoreScope scope, Instant requestedUpTo);
    }

    /** @param upTo what was requested up to then is erased to this node; never earlier than the erasure's own time */
    private record Tombstone(Erasure erasure, long upTo) {

        Tombstone later(Tombstone other) {
            Erasure told = erasure.at().isBefore(other.erasure.at()) ? other.erasure : erasure;
            return new Tombstone(told, Math.max(upTo, other.upTo));
        }
    }

    /** @param keptFor from the erasure on; as long as the longest call and the life of its result together */
    public Erasures(Duration keptFor, Clock clock) {
        this.keptFor = keptFor;
        this.clock = clock;
    }

    /** How long an erasure has to be known. */
    public Duration keptFor() {
        return keptFor;
    }

    public void tell(Listener listener) {
        listeners.add(listener);
    }

    /** Whether that was erased. On the path of every hit. */
    public boolean cover(StoreKey key, Instant requestedAt) {
        long requested = requestedAt.toEpochMilli();
        return requested <= latest && anyCovers(key, requested);
    }

    /** What there is to those who may not see what was erased. */
    public Lookup filter(StoreKey key, Lookup found) {
        boolean erased = found instanceof Lookup.Fresh fresh && covers(key, fresh.envelope())
                || found instanceof Lookup.Expired old && covers(key, old.envelope());
        return erased ? Lookup.ABSENT : found;
    }

    private boolean covers(StoreKey key, Envelope envelope) {
        return cover(key, envelope.requestedAt());
    }

    private boolean anyCovers(StoreKey key, long requested) {
        for (String tenant : new String[] {key.tenant(), StoreScope.ANY}) {
            for (String tag : new String[] {key.customerTag(), StoreScope.ANY}) {
                for (String name : new String[] {key.idempotencyKey(), StoreScope.ANY}) {
                    Tombstone tombstone = tombstones.get(StoreScope.text(tenant, tag, name));
                    if (tombstone != null && requested <= tombstone.upTo()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * Erases now. Whatever this node has was requested before, and so was what it has in flight: whatever the clocks say.
     *
     * @return what this node had of it
     */
    public Set<StoreKey> apply(Erasure erasure) {
        note(new Tombstone(erasure, Math.max(erasure.at().toEpochMilli(), clock.millis())));
        return forget(erasure.scope(), Instant.MAX);
    }

    /** Whether this node knows of this erasure, or of a later one of the same scope. */
    public boolean know(Erasure erasure) {
        Tombstone tombstone = tombstones.get(erasure.scope().text());
        return tombstone != null && !tombstone.erasure().at().isBefore(erasure.at());
    }

    /** Hears of what was erased some time ago. What was requested since then stays, so that only the times decide. */
    public void learn(Erasure erasure) {
        if (!erasure.at().plus(keptFor).isBefore(clock.instant())) {
            note(new Tombstone(erasure, erasure.at().toEpochMilli()));
            forget(erasure.scope(), erasure.at());
        }
    }

    private void note(Tombstone tombstone) {
        tombstones.merge(tombstone.erasure().scope().text(), tombstone, Tombstone::later);
        synchronized (this) {
            latest = Math.max(latest, tombstone.upTo());
            if (tombstones.size() >= nextLookForOldOnes) {
                forgetOldOnes();
                nextLookForOldOnes = Math.max(FIRST_LOOK_FOR_OLD_ONES, 2 * tombstones.size());
            }
        }
    }

    private Set<StoreKey> forget(StoreScope scope, Instant requestedUpTo) {
        Set<StoreKey> forgotten = new HashSet<>();
        listeners.forEach(listener -> forgotten.addAll(listener.forget(scope, requestedUpTo)));
        return forgotten;
    }

    /** Those that still matter, as they were told. */
    public List<Erasure> all() {
        forgetOldOnes();
        return tombstones.values().stream().map(Tombstone::erasure).toList();
    }

    private void forgetOldOnes() {
        Instant oldest = clock.instant().minus(keptFor);
        tombstones.values().removeIf(tombstone -> tombstone.erasure().at().isBefore(oldest));
    }
}
