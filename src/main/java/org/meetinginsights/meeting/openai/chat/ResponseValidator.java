package org.meetinginsights.meeting.openai.chat;

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
import org.meetinginsights.meeting.Findings;

/**
 * Accepts complete and valid responses only, because they are stored and replayed. The finish reason is checked first: a
 * truncated or filtered response can look complete. Thread-safe.
 */
public final class ResponseValidator {

    private static final String TRUNCATED = "llm_truncated";
    private static final String REFUSED = "llm_refused";

    /** Text before the code block is allowed. A block with something after it is not one answer. */
    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)^[^{]*```(?:json)?\\s*\\n(.*)\\n\\s*```\\s*$");

    /** Created once: finding the JSON provider needs the application's class loader, which the SDK's threads lack. */
    private final JsonParserFactory json = Json.createParserFactory(Map.of());

    ValidationResult validate(ChatPrompt prompt, CompletionChoice choice, String transcript) {
        if (choice.finishedFor(FinishReason.LENGTH)) {
            return new ValidationResult.Unusable(TRUNCATED);
        }
        if (choice.finishedFor(FinishReason.CONTENT_FILTER) || choice.refused()) {
            return new ValidationResult.Unusable(REFUSED);
        }
        return parse(choice.content())
                .map(response -> validate(prompt, response, transcript))
                .orElseGet(() ->
                        new ValidationResult.Invalid(List.of("The answer must be one JSON object and nothing else.")));
    }

    private static ValidationResult validate(ChatPrompt prompt, JsonObject response, String transcript) {
        List<String> violations = new ArrayList<>();
        Findings findings = prompt.findings(new ResponseReader(response, violations));
        String summary = response.getString("summary", "");
        if (!summary.isBlank()) {
            SummaryLength.violation(summary, transcript).ifPresent(violations::add);
        }
        return violations.isEmpty() ? new ValidationResult.Valid(findings) : new ValidationResult.Invalid(violations);
    }

    /** Without the Markdown that models put around JSON if their server does not enforce the schema. */
    private static String withoutCodeBlock(String content) {
        Matcher block = CODE_BLOCK.matcher(content);
        return block.find() ? block.group(1) : content;
    }

    private Optional<JsonObject> parse(String content) {
        try (JsonParser parser = json.createParser(new StringReader(withoutCodeBlock(content)))) {
            parser.next();
            JsonObject response = parser.getObject();
            // If more follows, this is true or throws.
            return parser.hasNext() ? Optional.empty() : Optional.of(response);
        } catch (RuntimeException e) {
            // Not JsonException alone: providers throw other types for deep nesting and for values that are no objects.
            return Optional.empty();
        }
    }
}
