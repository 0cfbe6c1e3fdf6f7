package org.meetinginsights.cluster;

import java.time.Duration;

/** What happens to a process. */
enum Event {
    KILL("kill -9"),
    /** Longer than it takes the others to believe that it is dead. */
    FREEZE("SIGSTOP 15 s"),
    STOP("SIGTERM"),
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

    /** How long a hit may take on what the node had; one that was started anew has nothing, and may be about to pay. */
    Duration longestHit() {
        return this == ROLL ? Duration.ofMillis(3_500) : Duration.ofMillis(500);
    }

    /** How often the call that runs meanwhile may be paid again. */
    int extraCalls(Role role, int nodes) {
        return switch (this) {
            case KILL -> role == Role.HOLDER ? 1 : 0;
            case FREEZE, OUTAGE, SPLIT -> nodes - 1;
            case STOP, ROLL -> 0;
        };
    }

    /** The same for a meeting that is asked for while it happens: the node that is killed may hold its call. */
    int extraCallsMeanwhile(Role role, int nodes) {
        return this == KILL && role != Role.SERVER ? 1 : extraCallsOfOthers(nodes);
    }

    /** The same for any other meeting. */
    int extraCallsOfOthers(int nodes) {
        return this == FREEZE || this == OUTAGE || this == SPLIT ? nodes - 1 : 0;
    }
}
