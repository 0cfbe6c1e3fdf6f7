package org.meetinginsights.meeting;

import java.util.List;

/**
 * An analyst's assessment of a meeting. Immutable. It has no label, because the label follows from the score.
 *
 * @param metadata from the transcript itself; {@code null} where it says nothing
 * @param sentimentScore 0 (negative) to 1 (positive)
 * @param summary 100 to 200 words; may be shorter if the transcript has fewer than 200
 */
public record Assessment(
        MeetingMetadata metadata,
        double sentimentScore,
        String summary,
        List<String> keyPoints,
        List<String> actionItems,
        List<String> risks)
        implements Findings {

    public Assessment {
        if (!(sentimentScore >= 0 && sentimentScore <= 1)) {
            throw new IllegalArgumentException("The sentiment score must be from 0 to 1");
        }
        keyPoints = List.copyOf(keyPoints);
        actionItems = List.copyOf(actionItems);
        risks = List.copyOf(risks);
    }

    @Override
    public AnalyzedMeeting result(MeetingMetadata known, String source, String idempotencyKey) {
        return new AnalyzedMeeting(
                known.meetingId(),
                known.customerId(),
                known.customerName(),
                known.bankerId(),
                known.bankerName(),
                known.meetType(),
                known.meetDate(),
                Sentiment.of(sentimentScore).label(),
                sentimentScore,
                summary,
                keyPoints,
                actionItems,
                risks,
                source,
                idempotencyKey);
    }
}
