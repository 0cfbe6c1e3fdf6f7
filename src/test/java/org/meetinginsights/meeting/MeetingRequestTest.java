package org.meetinginsights.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.meeting.SampleMeetings.METADATA;
import static org.meetinginsights.meeting.SampleMeetings.TRANSCRIPT;

import jakarta.json.bind.Jsonb;
import org.junit.jupiter.api.Test;
import org.meetinginsights.http.request.JsonFormat;

class MeetingRequestTest {

    private final Jsonb jsonb = JsonFormat.create();

    @Test
    void bothFormsAreTheSameMeeting() {
        Meeting a = MeetingRequest.of(TRANSCRIPT, METADATA).toMeeting();
        Meeting b = MeetingRequest.of(SampleMeetings.raw("ana@example.org")).toMeeting();

        assertThat(b).isEqualTo(a);
    }

    @Test
    void aTranscriptNeedsNoMetadata() {
        assertThat(MeetingRequest.of(TRANSCRIPT, null).toMeeting())
                .isEqualTo(new Meeting(TRANSCRIPT, MeetingMetadata.NONE));
    }

    @Test
    void anEmptyFieldIsMissing() {
        MeetingMetadata halfEmpty = new MeetingMetadata("MTG123", "", "", null, "", "", "");

        assertThat(MeetingRequest.of(TRANSCRIPT, halfEmpty).toMeeting().metadata())
                .isEqualTo(new MeetingMetadata("MTG123", null, null, null, null, null, null));
    }

    @Test
    void theTranscriptIsNotChanged() {
        String odd = "  Ana: e\u0301 \r\n\t ";

        assertThat(MeetingRequest.of(odd, null).toMeeting().transcript()).isEqualTo(odd);
    }

    @Test
    void formAIsReadFromItsJson() {
        MeetingRequest read = jsonb.fromJson("""
                {"transcript": "hello", "metadata": {"meeting_id": "MTG123", "customer_id": "CUST456",
                 "customer_name": "ACME", "banker_id": "BNK7", "banker_name": "Bruno", "meet_type": "review",
                 "meet_date": "2025-09-10T14:30:00Z", "room": 7}, "priority": {"high": true}}
                """, MeetingRequest.class);

        assertThat(read).isEqualTo(MeetingRequest.of("hello", METADATA));
    }

    @Test
    void formBIsReadFromItsJson() {
        MeetingRequest read = jsonb.fromJson("""
                {"raw_meeting": {"meet_id": "MTG123", "customer_id": "CUST456", "customer_name": "ACME",
                 "customer_email": "ana@example.org", "banker_id": "BNK7", "banker_name": "Bruno",
                 "meet_date": "2025-09-10T14:30:00Z", "meet_type": "review", "meet_transcription": "hello"}}
                """, MeetingRequest.class);

        assertThat(read.toMeeting()).isEqualTo(new Meeting("hello", METADATA));
    }

    @Test
    void aDateThatIsANumberIsReadAsItsDigits() {
        MeetingRequest read = jsonb.fromJson(
                "{\"transcript\": \"t\", \"metadata\": {\"meet_date\": 1757514600}}", MeetingRequest.class);

        assertThat(read.metadata().meetDate()).isEqualTo("1757514600");
    }

    @Test
    void logLinesNameTheForm() {
        assertThat(MeetingRequest.of(TRANSCRIPT, null).format()).isEqualTo("transcript");
        assertThat(MeetingRequest.of(SampleMeetings.raw(null)).format()).isEqualTo("raw_meeting");
    }

    @Test
    void theTextFormHasNoContent() {
        MeetingRequest a = MeetingRequest.of(TRANSCRIPT, METADATA);
        MeetingRequest b = MeetingRequest.of(SampleMeetings.raw("ana@example.org"));

        assertThat(a + " " + a.metadata() + " " + a.toMeeting() + " " + b + " " + b.rawMeeting())
                .doesNotContain("Ana", "loan", "ana@", "ACME", "CUST456", "Bruno");
    }
}
