package org.meetinginsights.meeting;

import java.util.Locale;

/** The two operations on a meeting. They never share stored results. */
public enum Operation {
    EXTRACT,
    ANALYZE;

    /** The name in paths, store keys, logs and metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
