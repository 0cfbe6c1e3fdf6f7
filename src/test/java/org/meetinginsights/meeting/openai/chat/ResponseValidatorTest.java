package org.meetinginsights.meeting.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.Operation;
import org.meetinginsights.meeting.openai.StubCompletions;

class ResponseValidatorTest {

    private static final ChatPrompt EXTRACT = ChatPrompt.of(Operation.EXTRACT);
    private static final String TRANSCRIPT = StubCompletions.words(250);

    private final ResponseValidator validator = new ResponseValidator();

    @Test
    void aCompleteResponseIsValid() {
        assertThat(validate(StubCompletions.extraction().build().toString()))
                .isInstanceOf(ValidationResult.Valid.class);
    }

    @Test
    void theFinishReasonIsCheckedFirst() {
        CompletionChoice choice = new CompletionChoice(
                Optional.of(FinishReason.LENGTH),
                false,
                StubCompletions.extraction().build().toString());

        assertThat(validator.validate(EXTRACT, choice, TRANSCRIPT))
                .isEqualTo(new ValidationResult.Unusable("llm_truncated"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{\"a\":",
                "```json\n{\n```",
                "```json\n{}\n``` and more",
                "So: {}",
                "{} and more"
            })
    void anythingButOneJsonObjectIsInvalid(String content) {
        assertThat(violations(content)).containsExactly("The answer must be one JSON object and nothing else.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"```json\n%s\n```", "```\n%s\n```\n", "Here you are:\n\n```json\n%s\n```"})
    void oneJsonObjectInMarkdownIsValid(String form) {
        String content = form.formatted(StubCompletions.extraction()
                .add("topics", Json.createArrayBuilder().add("```json\n{}\n```"))
                .build());

        assertThat(validate(content)).isInstanceOf(ValidationResult.Valid.class);
    }

    @Test
    void endlessNestingIsInvalid() {
        assertThat(violations("{\"a\":".repeat(100_000)))
                .containsExactly("The answer must be one JSON object and nothing else.");
    }

    @Test
    void everyMissingPropertyIsReported() {
        assertThat(violations("{}"))
                .containsExactlyInAnyOrder(
                        "The property metadata must be an object.",
                        "The property summary must be a text that is not empty.",
                        "The property key_points must be a list of texts, none of them empty.",
                        "The property action_items must be a list of texts, none of them empty.",
                        "The property topics must be a list of texts, none of them empty.");
    }

    @Test
    void emptyListsAreValid() {
        String content = StubCompletions.extraction()
                .add("action_items", JsonValue.EMPTY_JSON_ARRAY)
                .build()
                .toString();

        assertThat(validate(content)).isInstanceOf(ValidationResult.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "{}", "\"text\"", "[5]", "[\" \"]", "[null]"})
    void anythingButAListOfTextsIsInvalid(String value) {
        String content = with("topics", value);

        assertThat(violations(content))
                .containsExactly("The property topics must be a list of texts, none of them empty.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"0.5\"", "-0.1", "1.01", "1e999", "true"})
    void anythingButAScoreIsInvalid(String value) {
        String content = StubCompletions.assessment()
                .build()
                .toString()
                .replace("\"sentiment_score\":0.7", "\"sentiment_score\":" + value);

        assertThat(violations(ChatPrompt.of(Operation.ANALYZE), content))
                .containsExactly("The property sentiment_score must be a number from 0 to 1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "0.0", "1.0", "5e-1"})
    void zeroAndOneAreValidScores(String value) {
        String content = StubCompletions.assessment()
                .build()
                .toString()
                .replace("\"sentiment_score\":0.7", "\"sentiment_score\":" + value);

        assertThat(validator.validate(ChatPrompt.of(Operation.ANALYZE), choice(content), TRANSCRIPT))
                .isInstanceOf(ValidationResult.Valid.class);
    }

    @Nested
    class Metadata {

        @Test
        void aMissingFieldIsInvalid() {
            String content = with("metadata", "{}");

            assertThat(violations(content)).hasSize(7).contains("The property meet_date must be a text or null.");
        }

        @Test
        void anUnknownFieldIsIgnored() {
            String content = withMetadata(StubCompletions.metadata().add("weather", "fine"));

            assertThat(validate(content)).isInstanceOf(ValidationResult.Valid.class);
        }

        @Test
        void aBlankFieldIsNull() {
            String content = withMetadata(StubCompletions.metadata().add("banker_name", "  "));

            assertThat(findings(content).metadata().bankerName()).isNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"2025-10-15", "2025-10-15T10:00", "2025-10-15T10:00:00.5Z", "2025-10-15T10:00:00-03:00"})
        void anIsoDateIsNotChanged(String date) {
            String content = withMetadata(StubCompletions.metadata().add("meet_date", date));

            assertThat(findings(content).metadata().meetDate()).isEqualTo(date);
        }

        @ParameterizedTest
        @ValueSource(strings = {"next Tuesday", "15/10/2025", "2025-02-30", "2025-10"})
        void anyOtherDateIsNull(String date) {
            String content = withMetadata(StubCompletions.metadata().add("meet_date", date));

            assertThat(findings(content).metadata().meetDate()).isNull();
        }

        private String withMetadata(JsonObjectBuilder metadata) {
            return StubCompletions.extraction()
                    .add("metadata", metadata)
                    .build()
                    .toString();
        }
    }

    private static String with(String property, String json) {
        JsonValue value = Json.createReader(new StringReader(json)).readValue();
        return StubCompletions.extraction().add(property, value).build().toString();
    }

    private ValidationResult validate(String content) {
        return validator.validate(EXTRACT, choice(content), TRANSCRIPT);
    }

    private Extraction findings(String content) {
        return (Extraction) ((ValidationResult.Valid) validate(content)).findings();
    }

    private List<String> violations(String content) {
        return violations(EXTRACT, content);
    }

    private List<String> violations(ChatPrompt prompt, String content) {
        return ((ValidationResult.Invalid) validator.validate(prompt, choice(content), TRANSCRIPT)).violations();
    }

    private static CompletionChoice choice(String content) {
        return new CompletionChoice(Optional.of(FinishReason.STOP), false, content);
    }
}
