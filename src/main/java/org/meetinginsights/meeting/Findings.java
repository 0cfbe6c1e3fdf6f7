package org.meetinginsights.meeting;

/** What an analyst finds in a meeting. */
public sealed interface Findings permits Extraction, Assessment {

    /** From the transcript itself; {@code null} where it says nothing. */
    MeetingMetadata metadata();

    /**
     * The result of the operation, as the caller gets it.
     *
     * @param known metadata in place of the findings' own
     * @param source the model's name, or {@code offline}
     */
    Object result(MeetingMetadata known, String source, String idempotencyKey);
}
