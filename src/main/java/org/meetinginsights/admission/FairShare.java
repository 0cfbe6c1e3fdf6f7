package org.meetinginsights.admission;

import java.util.HashMap;
import java.util.Map;

/**
 * A fixed number of places, or of bytes, that payers share: each may hold at most half of what the others leave it, rounded
 * up. So one payer leaves something for the next. Thread-safe; nobody waits.
 */
public final class FairShare {

    private final Map<String, Long> held = new HashMap<>();
    private final long unshared;
    private long taken;
    private long free;

    /**
     * @param unshared what whoever comes first may take, all of it; 0 or more
     * @param shared what is shared in addition; 0 or more
     */
    public FairShare(long unshared, long shared) {
        this.unshared = unshared;
        this.free = unshared + shared;
    }

    /** Takes a place, unless there is none or the payer holds its share. What was taken has to be released. */
    public boolean tryAcquire(String payer) {
        return tryAcquire(payer, 1);
    }

    /** Gives a place back. */
    public void release(String payer) {
        release(payer, 1);
    }

    /** Nothing is held at first; {@link Charge#tryResize} takes. */
    public Charge charge(String payer) {
        return new Charge(this, payer);
    }

    /** Takes all of the amount or nothing. */
    synchronized boolean tryAcquire(String payer, long amount) {
        long mine = held.getOrDefault(payer, 0L);
        boolean withinShare = taken + amount <= unshared || 2 * (mine + amount) <= mine + free + 1;
        if (amount > free || !withinShare) {
            return false;
        }
        free -= amount;
        taken += amount;
        held.put(payer, mine + amount);
        return true;
    }

    synchronized void release(String payer, long amount) {
        held.computeIfPresent(payer, (same, mine) -> mine == amount ? null : mine - amount);
        free += amount;
        taken -= amount;
    }
}
