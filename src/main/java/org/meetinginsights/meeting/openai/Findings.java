package org.meetinginsights.meeting.openai;

import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.MeetingMetadata;

/** Which property of an answer becomes which component of the findings. */
final class Findings {

    private Findings() {}

    static Extraction extraction(AnswerReader answer) {
        return new Extraction(
                metadata(answer.object("metadata")),
                answer.text("summary"),
                answer.texts("key_points"),
                answer.texts("action_items"),
                answer.texts("topics"));
    }

    static Assessment assessment(AnswerReader answer) {
        return new Assessment(
                metadata(answer.object("metadata")),
                answer.share("sentiment_score"),
                answer.text("summary"),
                answer.texts("key_points"),
                answer.texts("action_items"),
                answer.texts("risks"));
    }

    private static MeetingMetadata metadata(AnswerReader answer) {
        return new MeetingMetadata(
                answer.textOrNull("meeting_id"),
                answer.textOrNull("customer_id"),
                answer.textOrNull("customer_name"),
                answer.textOrNull("banker_id"),
                answer.textOrNull("banker_name"),
                answer.textOrNull("meet_type"),
                answer.dateOrNull("meet_date"));
    }
}
