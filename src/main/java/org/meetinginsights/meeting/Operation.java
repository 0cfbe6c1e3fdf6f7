package org.meetinginsights.meeting;

import java.util.Locale;

/** What can be asked of a meeting. The two never see each other's stored results. */
public enum Operation {
    EXTRACT,
    ANALYZE;

    /** How paths, store keys, logs and metrics name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
