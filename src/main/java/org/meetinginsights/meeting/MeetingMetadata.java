package org.meetinginsights.meeting;

import jakarta.json.bind.annotation.JsonbProperty;

/**
 * The seven facts about a meeting, each of which may be missing ({@code null}). Immutable.
 *
 * @param meetDate ISO 8601, as sent
 */
public record MeetingMetadata(
        @JsonbProperty("meeting_id") String meetingId,
        @JsonbProperty("customer_id") String customerId,
        @JsonbProperty("customer_name") String customerName,
        @JsonbProperty("banker_id") String bankerId,
        @JsonbProperty("banker_name") String bankerName,
        @JsonbProperty("meet_type") String meetType,
        @JsonbProperty("meet_date") String meetDate) {

    /** Nothing is known. */
    public static final MeetingMetadata NONE = new MeetingMetadata(null, null, null, null, null, null, null);

    /** These facts, with what is missing (or empty) taken from {@code other}. */
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
        return preferred == null || preferred.isEmpty() ? otherwise : preferred;
    }

    /** Never names or ids: this ends up in logs and messages. */
    @Override
    public String toString() {
        return "MeetingMetadata[…]";
    }
}
