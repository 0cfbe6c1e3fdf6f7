package org.meetinginsights.meeting.openai.chat;

import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.Findings;
import org.meetinginsights.meeting.MeetingMetadata;
import org.meetinginsights.meeting.Operation;

/**
 * What the model is told in one of the two operations, and how its response is read. Immutable.
 *
 * @param systemMessage the rules of both operations first, so that all requests have the same beginning and the model's
 *     prompt cache works
 * @param schema of the response
 */
public record ChatPrompt(Operation operation, String systemMessage, ResponseSchema schema) {

    public static ChatPrompt of(Operation operation) {
        return switch (operation) {
            case EXTRACT -> packaged(operation, "extract-v1.txt", "extraction-v1.json");
            case ANALYZE -> packaged(operation, "analyze-v1.txt", "assessment-v1.json");
        };
    }

    private static ChatPrompt packaged(Operation operation, String promptFile, String schemaFile) {
        String systemMessage = TextResource.read("rules-v1.txt") + "\n" + TextResource.read(promptFile);
        return new ChatPrompt(operation, systemMessage, ResponseSchema.packaged(schemaFile));
    }

    Findings findings(ResponseReader response) {
        return switch (operation) {
            case EXTRACT ->
                new Extraction(
                        metadata(response),
                        response.text("summary"),
                        response.texts("key_points"),
                        response.texts("action_items"),
                        response.texts("topics"));
            case ANALYZE ->
                new Assessment(
                        metadata(response),
                        response.score("sentiment_score"),
                        response.text("summary"),
                        response.texts("key_points"),
                        response.texts("action_items"),
                        response.texts("risks"));
        };
    }

    private static MeetingMetadata metadata(ResponseReader response) {
        ResponseReader metadata = response.object("metadata");
        return new MeetingMetadata(
                metadata.textOrNull("meeting_id"),
                metadata.textOrNull("customer_id"),
                metadata.textOrNull("customer_name"),
                metadata.textOrNull("banker_id"),
                metadata.textOrNull("banker_name"),
                metadata.textOrNull("meet_type"),
                metadata.dateOrNull("meet_date"));
    }
}
