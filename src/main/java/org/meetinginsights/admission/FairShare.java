package org.meetinginsights.admission;

import java.util.HashMap;
import java.util.Map;

/**
 * A fixed number of places that payers share: each may hold at most half of those that the others leave it, rounded up. So one
 * payer leaves places for the next. Thread-safe; nobody waits.
 */
public final class FairShare {

    private final Map<String, Integer> held = new HashMap<>();
    private final int unshared;
    private int taken;
    private int free;

    /**
     * @param unshared places that whoever comes first may take, all of them; 0 or more
     * @param shared places in addition that are shared; 0 or more
     */
    public FairShare(int unshared, int shared) {
        this.unshared = unshared;
        this.free = unshared + shared;
    }

    /** Takes a place, unless there is none or the payer holds its share. What was taken has to be released. */
    public synchronized boolean tryAcquire(String payer) {
        int mine = held.getOrDefault(payer, 0);
        boolean withinShare = taken < unshared || 2 * mine + 1 <= mine + free;
        if (free == 0 || !withinShare) {
            return false;
        }
        free--;
        taken++;
        held.put(payer, mine + 1);
        return true;
    }

    /** Gives a place back. */
    public synchronized void release(String payer) {
        held.computeIfPresent(payer, (same, mine) -> mine == 1 ? null : mine - 1);
        free++;
        taken--;
    }
}
