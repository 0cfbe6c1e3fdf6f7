package org.meetinginsights.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.http.problem.Problem;

class JsonFormatTest {

    private final Jsonb jsonb = JsonFormat.create();

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "true", "null", "a\\nb", "会議 🎉"})
    void aStringIsReadUnchanged(String text) {
        assertThat(read("\"" + text + "\"").text()).isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    void nullAndAMissingFieldAreNull() {
        assertThat(read("null").text()).isNull();
        assertThat(jsonb.fromJson("{}", Words.class).text()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5               | number",
                "5.5             | number",
                "-1e3            | number",
                "true            | true",
                "false           | false",
                "{}              | object",
                "{\"a\": \"b\"}  | object",
                "[]              | array",
                "[\"a\"]         | array",
            })
    void noOtherValueBecomesAString(String value, String kind) {
        assertThatThrownBy(() -> read(value))
                .isInstanceOf(JsonbException.class)
                .satisfies(thrown -> assertThat(notText(thrown))
                        .hasMessage("There is a JSON " + kind + " where a text belongs; write it in quotes."));
    }

    @Test
    void unknownFieldsAreIgnored() {
        Words words = jsonb.fromJson("{\"the_text\": \"a\", \"more\": {\"deep\": [1, 2]}, \"x\": 5}", Words.class);

        assertThat(words.text()).isEqualTo("a");
    }

    @Test
    void aProblemIsWrittenInItsPropertyOrder() {
        Problem problem = new Problem(
                "/problems/invalid-meeting",
                "Title",
                422,
                "Detail.",
                "/extract",
                "invalid_meeting",
                "request-1",
                List.of(new Problem.Detail("metadata.meet_date", "must be a date")));

        assertThat(jsonb.toJson(problem))
                .isEqualTo("{\"type\":\"/problems/invalid-meeting\",\"title\":\"Title\",\"status\":422,"
                        + "\"detail\":\"Detail.\",\"instance\":\"/extract\",\"error\":\"invalid_meeting\","
                        + "\"request_id\":\"request-1\","
                        + "\"details\":[{\"field\":\"metadata.meet_date\",\"message\":\"must be a date\"}]}");
    }

    @Test
    void aProblemWithoutDetailsHasNoDetailsField() {
        Problem problem = new Problem("/problems/x", "Title", 500, "Detail.", "/extract", "x", "request-1", null);

        assertThat(jsonb.toJson(problem)).doesNotContain("details");
    }

    private Words read(String value) {
        return jsonb.fromJson("{\"the_text\": " + value + "}", Words.class);
    }

    private static Throwable notText(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof NotTextException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Something with a text in it. */
    public record Words(@JsonbProperty("the_text") String text) {}
}
