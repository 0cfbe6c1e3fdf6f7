package org.meetinginsights.cluster;

import java.time.Duration;

/** What happens to a process. */
enum Event {
    KILL("kill -9"),
    /** Longer than it takes the others to believe that it is dead, and than its lease lasts. */
    FREEZE("SIGSTOP"),
    ROLL("rolling restart"),
    /** All that keep what is shared, at once. */
    OUTAGE("outage and return"),
    /** The cable to one node cut, and mended. */
    SPLIT("split and merge");

    private final String label;

    Event(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /**
     * How long a hit may take on what the node had: a lookup of 0.5 s that nobody answers, and the rest. A node that was started anew
     * has nothing, so it may be about to pay: it waits for a claim while the cluster moves partitions, for 15 s at most.
     */
    Duration longestHit() {
        return this == ROLL ? Duration.ofSeconds(6) : Duration.ofMillis(600);
    }

    /** How often a meeting may be paid again. */
    int extraCalls(int nodes) {
        return switch (this) {
            case KILL, ROLL, FREEZE -> 0;
            case OUTAGE, SPLIT -> nodes - 1;
        };
    }

    /** Whether the nodes may have lost results over it that they did not have themselves. */
    boolean losesWhatIsShared() {
        return this == OUTAGE;
    }
}
