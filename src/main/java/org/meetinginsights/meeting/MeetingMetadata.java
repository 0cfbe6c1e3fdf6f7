package org.meetinginsights.meeting;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import org.meetinginsights.meeting.validation.DateTextDeserializer;
import org.meetinginsights.meeting.validation.IsoDate;
import org.meetinginsights.meeting.validation.PlainText;

/**
 * The seven metadata fields of a meeting, each of which may be missing ({@code null}). Immutable.
 *
 * @param meetDate ISO 8601, as sent
 */
public record MeetingMetadata(
        @JsonbProperty("meeting_id") @PlainText String meetingId,
        @JsonbProperty("customer_id") @PlainText String customerId,
        @JsonbProperty("customer_name") @PlainText String customerName,
        @JsonbProperty("banker_id") @PlainText String bankerId,
        @JsonbProperty("banker_name") @PlainText String bankerName,
        @JsonbProperty("meet_type") @PlainText String meetType,

        @JsonbProperty("meet_date") @JsonbTypeDeserializer(DateTextDeserializer.class) @PlainText @IsoDate
        String meetDate) {

    /** All fields are missing. */
    public static final MeetingMetadata NONE = new MeetingMetadata(null, null, null, null, null, null, null);

    /** This metadata, with missing or empty fields taken from {@code other}. */
    public MeetingMetadata orElse(MeetingMetadata other) {
        return new MeetingMetadata(
                first(meetingId, other.meetingId),
                first(customerId, other.customerId),
                first(customerName, other.customerName),
                first(bankerId, other.bankerId),
                first(bankerName, other.bankerName),
                first(meetType, other.meetType),
                first(meetDate, other.meetDate));
    }

    private static String first(String preferred, String otherwise) {
        if (preferred != null && !preferred.isEmpty()) {
            return preferred;
        }
        return otherwise == null || otherwise.isEmpty() ? null : otherwise;
    }

    /** Without names and ids, because this ends up in logs and messages. */
    @Override
    public String toString() {
        return "MeetingMetadata[…]";
    }
}
