package org.meetinginsights.meeting;

import java.util.Objects;

/**
 * The normalised input of both operations, whichever form it was sent in. Immutable and valid: the transcript is not
 * blank and holds neither control characters nor lone surrogates.
 *
 * @param transcript what was said, exactly as sent
 * @param metadata what the caller said about it
 */
public record Meeting(String transcript, MeetingMetadata metadata) {

    public Meeting {
        Objects.requireNonNull(transcript, "transcript");
        Objects.requireNonNull(metadata, "metadata");
    }

    /** Never the transcript: this ends up in logs and messages. */
    @Override
    public String toString() {
        return "Meeting[" + transcript.length() + " characters]";
    }
}
