package org.meetinginsights.meeting;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.Valid;
import org.meetinginsights.meeting.validation.PlainText;

/**
 * The body of both operations: a transcript with or without metadata (form A), or a raw meeting (form B), never both.
 * Immutable.
 */
@ExactlyOneForm
public record MeetingRequest(
        @JsonbProperty("transcript") @PlainText(multiline = true)
        String transcript,

        @JsonbProperty("metadata") @Valid MeetingMetadata metadata,
        @JsonbProperty("raw_meeting") @Valid RawMeeting rawMeeting) {

    /** Form A. */
    public static MeetingRequest of(String transcript, MeetingMetadata metadata) {
        return new MeetingRequest(transcript, metadata, null);
    }

    /** Form B. */
    public static MeetingRequest of(RawMeeting rawMeeting) {
        return new MeetingRequest(null, null, rawMeeting);
    }

    /** The same meeting for both forms. Call it on a valid request only. */
    Meeting toMeeting() {
        if (rawMeeting != null) {
            return new Meeting(rawMeeting.meetTranscription(), rawMeeting.toMetadata());
        }
        // orElse turns empty fields into missing ones.
        return new Meeting(transcript, MeetingMetadata.NONE.orElse(metadata == null ? MeetingMetadata.NONE : metadata));
    }

    /** The name of the form in log lines. */
    String format() {
        return rawMeeting == null ? "transcript" : "raw_meeting";
    }

    /** Without the content, because this ends up in logs and messages. */
    @Override
    public String toString() {
        return "MeetingRequest[" + format() + "]";
    }
}
