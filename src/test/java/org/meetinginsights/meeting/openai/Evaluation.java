package org.meetinginsights.meeting.openai;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.util.List;
import java.util.OptionalDouble;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.MeetingMetadata;
import org.meetinginsights.meeting.offline.Rouge;
import org.meetinginsights.meeting.openai.chat.ChatPrompt;
import org.meetinginsights.meeting.openai.chat.SummaryLength;

/**
 * The quality of one response.
 *
 * @param end {@code usable}, or the code of the failure
 * @param repaired whether it took a repair request
 * @param valid whether the findings conform to the schema and the rule for summaries
 * @param words of the summary
 * @param rouge ROUGE-1 F1 of the summary and the reference summary
 */
record Evaluation(
        String meeting,
        String operation,
        String end,
        boolean repaired,
        boolean valid,
        int words,
        OptionalDouble rouge,
        Usage usage) {

    static Evaluation of(
            String meeting,
            ChatPrompt prompt,
            Analysis analysis,
            boolean repaired,
            String transcript,
            String reference) {
        String operation = prompt.operation().label();
        if (analysis instanceof Analysis.Failed failed) {
            return new Evaluation(
                    meeting,
                    operation,
                    failed.failure().code(),
                    repaired,
                    false,
                    0,
                    OptionalDouble.empty(),
                    failed.usage());
        }
        Analysis.Completed completed = (Analysis.Completed) analysis;
        String summary = summary(completed.findings());
        return new Evaluation(
                meeting,
                operation,
                "usable",
                repaired,
                isValid(prompt, completed.findings())
                        && SummaryLength.violation(summary, transcript).isEmpty(),
                summary.split("\\s+").length,
                reference == null ? OptionalDouble.empty() : OptionalDouble.of(Rouge.f1(summary, reference)),
                completed.usage());
    }

    private static String summary(Object findings) {
        return findings instanceof Extraction extraction ? extraction.summary() : ((Assessment) findings).summary();
    }

    private static boolean isValid(ChatPrompt prompt, Object findings) {
        JsonObject file =
                Json.createReader(new StringReader(prompt.schema().text())).readObject();
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(file.getJsonObject("schema").toString());
        return schema.validate(json(findings).toString(), InputFormat.JSON).isEmpty();
    }

    private static JsonObject json(Object findings) {
        if (findings instanceof Extraction extraction) {
            return found(extraction.metadata(), extraction.summary(), extraction.keyPoints(), extraction.actionItems())
                    .add("topics", texts(extraction.topics()))
                    .build();
        }
        Assessment assessment = (Assessment) findings;
        return found(assessment.metadata(), assessment.summary(), assessment.keyPoints(), assessment.actionItems())
                .add("risks", texts(assessment.risks()))
                .add("sentiment_score", assessment.sentimentScore())
                .build();
    }

    private static JsonObjectBuilder found(
            MeetingMetadata metadata, String summary, List<String> keyPoints, List<String> actionItems) {
        JsonObjectBuilder facts = Json.createObjectBuilder();
        add(facts, "meeting_id", metadata.meetingId());
        add(facts, "customer_id", metadata.customerId());
        add(facts, "customer_name", metadata.customerName());
        add(facts, "banker_id", metadata.bankerId());
        add(facts, "banker_name", metadata.bankerName());
        add(facts, "meet_type", metadata.meetType());
        add(facts, "meet_date", metadata.meetDate());
        return Json.createObjectBuilder()
                .add("metadata", facts)
                .add("summary", summary)
                .add("key_points", texts(keyPoints))
                .add("action_items", texts(actionItems));
    }

    private static void add(JsonObjectBuilder object, String name, String value) {
        if (value == null) {
            object.addNull(name);
        } else {
            object.add(name, value);
        }
    }

    private static JsonArrayBuilder texts(List<String> texts) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        texts.forEach(array::add);
        return array;
    }
}
