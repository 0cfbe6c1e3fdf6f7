package org.meetinginsights.meeting;

/** One meeting, in both forms. */
final class SampleMeetings {

    static final String TRANSCRIPT = "Ana: Good morning.\nBruno: Let us talk about the loan.";

    /** The metadata of both forms. */
    static final MeetingMetadata METADATA =
            new MeetingMetadata("MTG123", "CUST456", "ACME", "BNK7", "Bruno", "review", "2025-09-10T14:30:00Z");

    /** Computed by another system: see golden/idempotency-keys.csv. */
    static final String KEY = "2d1e3e724ea02ead662fcf25c0eacde4e2e5742c356df3598f703dadc64dbf7a";

    private SampleMeetings() {}

    static Meeting meeting() {
        return MeetingRequest.of(TRANSCRIPT, METADATA).toMeeting();
    }

    static Meeting withDate(String date) {
        return MeetingRequest.of(
                        TRANSCRIPT, new MeetingMetadata("MTG123", "CUST456", "ACME", "BNK7", "Bruno", "review", date))
                .toMeeting();
    }

    static RawMeeting raw(String email) {
        return new RawMeeting(
                "MTG123", "CUST456", "ACME", email, "BNK7", "Bruno", "2025-09-10T14:30:00Z", "review", TRANSCRIPT);
    }
}
