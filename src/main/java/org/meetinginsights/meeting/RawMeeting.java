package org.meetinginsights.meeting;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.validation.constraints.NotBlank;
import org.meetinginsights.meeting.validation.DateTextDeserializer;
import org.meetinginsights.meeting.validation.IsoDate;
import org.meetinginsights.meeting.validation.PlainText;

/**
 * Form B of a request, with the field names of the systems that record meetings. All fields are required except the
 * e-mail address, which is not used. Immutable.
 */
public record RawMeeting(
        @JsonbProperty("meet_id") @NotBlank @PlainText String meetId,
        @JsonbProperty("customer_id") @NotBlank @PlainText String customerId,
        @JsonbProperty("customer_name") @NotBlank @PlainText String customerName,
        @JsonbProperty("customer_email") @PlainText String customerEmail,
        @JsonbProperty("banker_id") @NotBlank @PlainText String bankerId,
        @JsonbProperty("banker_name") @NotBlank @PlainText String bankerName,

        @JsonbProperty("meet_date") @JsonbTypeDeserializer(DateTextDeserializer.class) @NotBlank @PlainText @IsoDate
        String meetDate,

        @JsonbProperty("meet_type") @NotBlank @PlainText String meetType,

        @JsonbProperty("meet_transcription") @NotBlank @PlainText(multiline = true)
        String meetTranscription) {

    MeetingMetadata toMetadata() {
        return new MeetingMetadata(meetId, customerId, customerName, bankerId, bankerName, meetType, meetDate);
    }

    /** Without the content, because this ends up in logs and messages. */
    @Override
    public String toString() {
        return "RawMeeting[…]";
    }
}
