package org.meetinginsights.meeting.openai;

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

class CompletenessGateTest {

    private static final Question<Extraction> EXTRACT = Question.extract();
    private static final String TRANSCRIPT = StubAnswers.words(250);

    private final CompletenessGate gate = new CompletenessGate();

    @Test
    void aGoodAnswerPasses() {
        assertThat(judge(StubAnswers.extraction().build().toString())).isInstanceOf(Verdict.Usable.class);
    }

    @Test
    void whyTheModelStoppedComesBeforeWhatItSaid() {
        Reply reply = new Reply(
                Optional.of(FinishReason.LENGTH),
                false,
                StubAnswers.extraction().build().toString());

        assertThat(gate.judge(EXTRACT, reply, TRANSCRIPT)).isEqualTo(new Verdict.Hopeless<>("llm_truncated"));
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
    void whatIsNotOneJsonObjectIsFlawed(String content) {
        assertThat(flaws(content)).containsExactly("The answer must be one JSON object and nothing else.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"```json\n%s\n```", "```\n%s\n```\n", "Here you are:\n\n```json\n%s\n```"})
    void oneJsonObjectInMarkdownIsOneJsonObject(String form) {
        String content = form.formatted(StubAnswers.extraction()
                .add("topics", Json.createArrayBuilder().add("```json\n{}\n```"))
                .build());

        assertThat(judge(content)).isInstanceOf(Verdict.Usable.class);
    }

    @Test
    void nestingWithoutEndIsFlawed() {
        assertThat(flaws("{\"a\":".repeat(100_000)))
                .containsExactly("The answer must be one JSON object and nothing else.");
    }

    @Test
    void everyMissingPropertyIsNamed() {
        assertThat(flaws("{}"))
                .containsExactlyInAnyOrder(
                        "The property metadata must be an object.",
                        "The property summary must be a text that is not empty.",
                        "The property key_points must be a list of texts, none of them empty.",
                        "The property action_items must be a list of texts, none of them empty.",
                        "The property topics must be a list of texts, none of them empty.");
    }

    @Test
    void emptyListsAreRightWhereThereIsNothingToSay() {
        String content = StubAnswers.extraction()
                .add("action_items", JsonValue.EMPTY_JSON_ARRAY)
                .build()
                .toString();

        assertThat(judge(content)).isInstanceOf(Verdict.Usable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "{}", "\"text\"", "[5]", "[\" \"]", "[null]"})
    void whatIsNotAListOfTextsIsFlawed(String value) {
        String content = with("topics", value);

        assertThat(flaws(content)).containsExactly("The property topics must be a list of texts, none of them empty.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"0.5\"", "-0.1", "1.01", "1e999", "true"})
    void whatIsNotAScoreIsFlawed(String value) {
        String content = StubAnswers.assessment()
                .build()
                .toString()
                .replace("\"sentiment_score\":0.7", "\"sentiment_score\":" + value);

        assertThat(flaws(Question.analyze(), content))
                .containsExactly("The property sentiment_score must be a number from 0 to 1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "0.0", "1.0", "5e-1"})
    void theEndsOfTheScaleBelongToIt(String value) {
        String content = StubAnswers.assessment()
                .build()
                .toString()
                .replace("\"sentiment_score\":0.7", "\"sentiment_score\":" + value);

        assertThat(gate.judge(Question.analyze(), reply(content), TRANSCRIPT)).isInstanceOf(Verdict.Usable.class);
    }

    @Nested
    class Metadata {

        @Test
        void aMissingFieldIsFlawed() {
            String content = with("metadata", "{}");

            assertThat(flaws(content)).hasSize(7).contains("The property meet_date must be a text or null.");
        }

        @Test
        void aFieldThatNobodyAskedForIsLeftWhereItIs() {
            String content = withMetadata(StubAnswers.metadata().add("weather", "fine"));

            assertThat(judge(content)).isInstanceOf(Verdict.Usable.class);
        }

        @Test
        void aBlankFieldSaysNothing() {
            String content = withMetadata(StubAnswers.metadata().add("banker_name", "  "));

            assertThat(findings(content).metadata().bankerName()).isNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"2025-10-15", "2025-10-15T10:00", "2025-10-15T10:00:00.5Z", "2025-10-15T10:00:00-03:00"})
        void anIsoDateIsKeptAsItIs(String date) {
            String content = withMetadata(StubAnswers.metadata().add("meet_date", date));

            assertThat(findings(content).metadata().meetDate()).isEqualTo(date);
        }

        @ParameterizedTest
        @ValueSource(strings = {"next Tuesday", "15/10/2025", "2025-02-30", "2025-10"})
        void anyOtherDateIsNone(String date) {
            String content = withMetadata(StubAnswers.metadata().add("meet_date", date));

            assertThat(findings(content).metadata().meetDate()).isNull();
        }

        private String withMetadata(JsonObjectBuilder metadata) {
            return StubAnswers.extraction().add("metadata", metadata).build().toString();
        }
    }

    private static String with(String property, String json) {
        JsonValue value = Json.createReader(new StringReader(json)).readValue();
        return StubAnswers.extraction().add(property, value).build().toString();
    }

    private Verdict<Extraction> judge(String content) {
        return gate.judge(EXTRACT, reply(content), TRANSCRIPT);
    }

    private Extraction findings(String content) {
        return judge(content).fold(found -> found, flaws -> null, code -> null);
    }

    private List<String> flaws(String content) {
        return flaws(EXTRACT, content);
    }

    private <F> List<String> flaws(Question<F> question, String content) {
        return gate.judge(question, reply(content), TRANSCRIPT)
                .fold(found -> List.of(), flaws -> flaws, code -> List.of(code));
    }

    private static Reply reply(String content) {
        return new Reply(Optional.of(FinishReason.STOP), false, content);
    }
}
