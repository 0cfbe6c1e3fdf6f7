package org.meetinginsights.meeting;

import java.util.Objects;

/**
 * The normalised input of both operations, whichever form it was sent in. Immutable and valid: the transcript is not
 * blank and holds neither control characters nor lone surrogates.
 *
 * @param transcript exactly as sent
 * @param metadata of the caller
 */
public record Meeting(String transcript, MeetingMetadata metadata) {

    public Meeting {
        Objects.requireNonNull(transcript, "transcript");
        Objects.requireNonNull(metadata, "metadata");
    }

    /** Without the transcript, because this ends up in logs and messages. */
    @Override
    public String toString() {
        return "Meeting[" + transcript.length() + " characters]";
    }
}
