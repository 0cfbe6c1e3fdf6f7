package org.meetinginsights.idempotency.store;

import java.util.Locale;

/** Where results are kept right now. */
public enum Backend {
    /** A Hazelcast member inside this server. */
    EMBEDDED("HAZELCAST"),
    /** Hazelcast servers of their own. */
    CLIENT("HAZELCAST"),
    /** This node's own memory and nowhere else. */
    MEMORY("MEMORY");

    private final String tag;

    Backend(String tag) {
        this.tag = tag;
    }

    /** How log lines name it. */
    public String tag() {
        return tag;
    }

    /** How metrics and the configuration name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
