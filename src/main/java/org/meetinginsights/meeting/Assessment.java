package org.meetinginsights.meeting;

import java.util.List;

/**
 * How an analyst reads a meeting. Immutable. The label follows from the score, so nobody is asked for it.
 *
 * @param metadata what the transcript itself says about the meeting; {@code null} where it does not
 * @param sentimentScore 0 (negative) to 1 (positive)
 * @param summary 100 to 200 words; may be shorter if the transcript has fewer than 200
 */
public record Assessment(
        MeetingMetadata metadata,
        double sentimentScore,
        String summary,
        List<String> keyPoints,
        List<String> actionItems,
        List<String> risks) {

    public Assessment {
        if (!(sentimentScore >= 0 && sentimentScore <= 1)) {
            throw new IllegalArgumentException("The sentiment score lies between 0 and 1");
        }
        keyPoints = List.copyOf(keyPoints);
        actionItems = List.copyOf(actionItems);
        risks = List.copyOf(risks);
    }
}
