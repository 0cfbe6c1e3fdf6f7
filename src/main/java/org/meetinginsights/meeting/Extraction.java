package org.meetinginsights.meeting;

import java.util.List;

/**
 * What an analyst extracts from a meeting. Immutable.
 *
 * @param metadata from the transcript itself; {@code null} where it says nothing
 * @param summary 100 to 200 words; may be shorter if the transcript has fewer than 200
 */
public record Extraction(
        MeetingMetadata metadata,
        String summary,
        List<String> keyPoints,
        List<String> actionItems,
        List<String> topics) {

    public Extraction {
        keyPoints = List.copyOf(keyPoints);
        actionItems = List.copyOf(actionItems);
        topics = List.copyOf(topics);
    }
}
