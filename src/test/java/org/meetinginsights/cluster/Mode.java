package org.meetinginsights.cluster;

import java.util.Locale;

/** Where the nodes keep what they share, as {@code CACHE_BACKEND} says it. */
enum Mode {
    /** The nodes are the cluster. */
    EMBEDDED,
    /** The nodes are clients of Hazelcast servers. */
    CLIENT;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
