package org.meetinginsights.meeting.openai.chat;

import java.util.function.Function;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.MeetingMetadata;
import org.meetinginsights.meeting.Operation;

/**
 * What the model is told in one of the two operations, and how its response is read. Immutable.
 *
 * @param <F> the findings
 * @param systemMessage the rules of both operations first, so that all requests have the same beginning and the model's
 *     prompt cache works
 * @param schema of the response
 * @param findings reads them from a response
 */
public record ChatPrompt<F>(
        Operation operation, String systemMessage, ResponseSchema schema, Function<ResponseReader, F> findings) {

    public static ChatPrompt<Extraction> extract() {
        return packaged(
                Operation.EXTRACT,
                "extract-v1.txt",
                "extraction-v1.json",
                response -> new Extraction(
                        metadata(response),
                        response.text("summary"),
                        response.texts("key_points"),
                        response.texts("action_items"),
                        response.texts("topics")));
    }

    public static ChatPrompt<Assessment> analyze() {
        return packaged(
                Operation.ANALYZE,
                "analyze-v1.txt",
                "assessment-v1.json",
                response -> new Assessment(
                        metadata(response),
                        response.score("sentiment_score"),
                        response.text("summary"),
                        response.texts("key_points"),
                        response.texts("action_items"),
                        response.texts("risks")));
    }

    private static <F> ChatPrompt<F> packaged(
            Operation operation, String promptFile, String schemaFile, Function<ResponseReader, F> findings) {
        String systemMessage = TextResource.read("rules-v1.txt") + "\n" + TextResource.read(promptFile);
        return new ChatPrompt<>(operation, systemMessage, ResponseSchema.packaged(schemaFile), findings);
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
