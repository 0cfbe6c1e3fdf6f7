package org.meetinginsights.cluster;

import java.util.Locale;

/** What the process does that something happens to. */
enum Role {
    /** It has the claim of a call that runs. */
    HOLDER,
    /** It keeps what the nodes share. */
    SERVER,
    /** All of them, at once or in turn. */
    ALL;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
