package org.meetinginsights.meeting;

import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * The result of {@code POST /extract}. Immutable.
 *
 * @param source the model's name, or {@code offline}
 * @param idempotencyKey 64 hex digits, or {@code no-idempotency-key-available}
 * @param transcriptRef not set yet
 * @param durationSec not set yet
 */
@JsonbPropertyOrder({
    "meetingId",
    "customerId",
    "customerName",
    "bankerId",
    "bankerName",
    "meetType",
    "meetDate",
    "summary",
    "keyPoints",
    "actionItems",
    "topics",
    "source",
    "idempotencyKey",
    "transcriptRef",
    "durationSec"
})
public record ExtractedMeeting(
        @JsonbProperty("meeting_id") String meetingId,
        @JsonbProperty("customer_id") String customerId,
        @JsonbProperty("customer_name") String customerName,
        @JsonbProperty("banker_id") String bankerId,
        @JsonbProperty("banker_name") String bankerName,
        @JsonbProperty("meet_type") String meetType,
        @JsonbProperty("meet_date") String meetDate,
        @JsonbProperty("summary") String summary,
        @JsonbProperty("key_points") List<String> keyPoints,
        @JsonbProperty("action_items") List<String> actionItems,
        @JsonbProperty("topics") List<String> topics,
        @JsonbProperty("source") String source,
        @JsonbProperty("idempotency_key") String idempotencyKey,
        @JsonbProperty("transcript_ref") @JsonbNillable String transcriptRef,
        @JsonbProperty("duration_sec") @JsonbNillable Long durationSec) {}
