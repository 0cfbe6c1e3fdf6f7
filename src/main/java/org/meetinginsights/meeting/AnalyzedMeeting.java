package org.meetinginsights.meeting;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * The result of {@code POST /analyze}. Immutable.
 *
 * @param sentimentScore 0 (negative) to 1 (positive)
 * @param source the model's name, or {@code offline}
 * @param idempotencyKey 64 hex digits, or {@code no-idempotency-key-available}
 */
@JsonbPropertyOrder({
    "meetingId",
    "customerId",
    "customerName",
    "bankerId",
    "bankerName",
    "meetType",
    "meetDate",
    "sentimentLabel",
    "sentimentScore",
    "summary",
    "keyPoints",
    "actionItems",
    "risks",
    "source",
    "idempotencyKey"
})
public record AnalyzedMeeting(
        @JsonbProperty("meeting_id") String meetingId,
        @JsonbProperty("customer_id") String customerId,
        @JsonbProperty("customer_name") String customerName,
        @JsonbProperty("banker_id") String bankerId,
        @JsonbProperty("banker_name") String bankerName,
        @JsonbProperty("meet_type") String meetType,
        @JsonbProperty("meet_date") String meetDate,
        @JsonbProperty("sentiment_label") String sentimentLabel,
        @JsonbProperty("sentiment_score") double sentimentScore,
        @JsonbProperty("summary") String summary,
        @JsonbProperty("key_points") List<String> keyPoints,
        @JsonbProperty("action_items") List<String> actionItems,
        @JsonbProperty("risks") List<String> risks,
        @JsonbProperty("source") String source,
        @JsonbProperty("idempotency_key") String idempotencyKey) {}
