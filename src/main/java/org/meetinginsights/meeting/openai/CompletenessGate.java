package org.meetinginsights.meeting.openai;

import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets only complete and valid findings through, because what passes is stored and replayed. Why the model stopped comes
 * first: an answer cut off or filtered can still look whole. Thread-safe.
 */
final class CompletenessGate {

    static final String TRUNCATED = "llm_truncated";
    static final String REFUSED = "llm_refused";

    /** The line before the block may be a friendly word; a block with something after its end is not one answer. */
    private static final Pattern FENCED = Pattern.compile("(?s)^[^{]*```(?:json)?\\s*\\n(.*)\\n\\s*```\\s*$");

    /** Made once: looking for the JSON provider needs the application's class loader, which the SDK's threads lack. */
    private final JsonParserFactory json = Json.createParserFactory(Map.of());

    <F> Verdict<F> judge(Question<F> question, Reply reply, String transcript) {
        if (reply.finishedFor(FinishReason.LENGTH)) {
            return new Verdict.Hopeless<>(TRUNCATED);
        }
        if (reply.finishedFor(FinishReason.CONTENT_FILTER) || reply.refused()) {
            return new Verdict.Hopeless<>(REFUSED);
        }
        return parse(reply.content())
                .map(answer -> judge(question, answer, transcript))
                .orElseGet(() -> new Verdict.Flawed<>(List.of("The answer must be one JSON object and nothing else.")));
    }

    private static <F> Verdict<F> judge(Question<F> question, JsonObject answer, String transcript) {
        List<String> flaws = new ArrayList<>();
        AnswerReader reader = new AnswerReader(answer, flaws);
        F findings = question.reading().apply(reader);
        String summary = question.summary().apply(findings);
        if (!summary.isEmpty()) {
            SummaryLength.flaw(summary, transcript).ifPresent(flaws::add);
        }
        return flaws.isEmpty() ? new Verdict.Usable<>(findings) : new Verdict.Flawed<>(flaws);
    }

    /** Without the Markdown that models put around JSON where their server does not hold them to a schema. */
    private static String unfenced(String content) {
        Matcher fenced = FENCED.matcher(content);
        return fenced.find() ? fenced.group(1) : content;
    }

    private Optional<JsonObject> parse(String content) {
        try (JsonParser parser = json.createParser(new StringReader(unfenced(content)))) {
            parser.next();
            JsonObject answer = parser.getObject();
            // Where more follows, this says so or throws.
            return parser.hasNext() ? Optional.empty() : Optional.of(answer);
        } catch (RuntimeException e) {
            // Not JsonException alone: providers throw other types for what is nested too deeply or no object.
            return Optional.empty();
        }
    }
}
