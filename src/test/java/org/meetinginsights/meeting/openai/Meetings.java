package org.meetinginsights.meeting.openai;

import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingMetadata;

/** Meetings to ask about. */
final class Meetings {

    /** A word of a transcript, to be looked for where it must not be. */
    static final String SECRET_WORD = "Zanzibarbara";

    private Meetings() {}

    /** Long enough that its summary must have 100 words. */
    static Meeting lengthy() {
        return saying("Banker: Good morning, " + SECRET_WORD + ". " + StubCompletions.words(250));
    }

    static Meeting saying(String transcript) {
        return new Meeting(transcript, MeetingMetadata.NONE);
    }
}
