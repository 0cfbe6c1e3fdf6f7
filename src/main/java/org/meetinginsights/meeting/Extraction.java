package org.meetinginsights.meeting;

import java.util.List;

/**
 * What an analyst extracts from a meeting. Immutable.
 *
 * @param metadata from the transcript itself; {@code null} where it says nothing
 * @param summary 100 to 200 words; may be shorter if the transcript has fewer than 200
 */
public record Extraction(
        MeetingMetadata metadata, String summary, List<String> keyPoints, List<String> actionItems, List<String> topics)
        implements Findings {

    public Extraction {
        keyPoints = List.copyOf(keyPoints);
        actionItems = List.copyOf(actionItems);
        topics = List.copyOf(topics);
    }

    @Override
    public ExtractedMeeting result(MeetingMetadata known, String source, String idempotencyKey) {
        return new ExtractedMeeting(
                known.meetingId(),
                known.customerId(),
                known.customerName(),
                known.bankerId(),
                known.bankerName(),
                known.meetType(),
                known.meetDate(),
                summary,
                keyPoints,
                actionItems,
                topics,
                source,
                idempotencyKey,
                null,
                null);
    }
}
