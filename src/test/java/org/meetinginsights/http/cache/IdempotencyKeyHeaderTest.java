package org.meetinginsights.http.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.http.problem.ProblemException;
import org.meetinginsights.http.problem.ProblemType;
import org.meetinginsights.idempotency.key.CallerKey;

class IdempotencyKeyHeaderTest {

    @Test
    void aMissingHeaderIsNoKey() {
        assertThat(IdempotencyKeyHeader.read(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"8e03978e-40d5-43e8-bc93-6894a57f9324\"|8e03978e-40d5-43e8-bc93-6894a57f9324",
                "8e03978e-40d5-43e8-bc93-6894a57f9324|8e03978e-40d5-43e8-bc93-6894a57f9324",
                "  abc  |abc",
                "\"abc\";v=1|abc",
                "\"with spaces, commas; and semicolons\"|with spaces, commas; and semicolons",
                "\"a \\\"quoted\\\" \\\\ text\"|a \"quoted\" \\ text",
                "A.b_c:d-9|A.b_c:d-9"
            })
    void aKeyIsTheSameWithAndWithoutQuotes(String line, String key) {
        assertThat(IdempotencyKeyHeader.read(List.of(line))).contains(new CallerKey(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"\"",
                "\"open",
                "\"abc\" \"def\"",
                "\"abc\", \"def\"",
                "\"abc\";",
                "\"tab\there\"",
                "\"\\n\"",
                "\"ümlaut\"",
                "ümlaut",
                "a b",
                "a,b",
                "a;v=1",
                "a/b",
                "'abc'"
            })
    void anInvalidKeyIsRefused(String line) {
        assertRefused(List.of(line));
    }

    @Test
    void aKeyHasAtMost255Characters() {
        String longest = "a".repeat(255);

        assertThat(IdempotencyKeyHeader.read(List.of(longest))).contains(new CallerKey(longest));
        assertThat(IdempotencyKeyHeader.read(List.of('"' + longest + '"'))).contains(new CallerKey(longest));
        assertRefused(List.of(longest + "a"));
        assertRefused(List.of('"' + longest + "a\""));
    }

    @Test
    void twoHeaderLinesAreRefused() {
        assertRefused(List.of("abc", "abc"));
    }

    @Test
    void aKeyIsNeverQuoted() {
        assertThatThrownBy(() -> IdempotencyKeyHeader.read(List.of("my secret name")))
                .hasMessageNotContaining("secret");
        assertThat(new CallerKey("secret").toString()).doesNotContain("secret");
    }

    private static void assertRefused(List<String> lines) {
        assertThatThrownBy(() -> IdempotencyKeyHeader.read(lines))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_IDEMPOTENCY_KEY));
    }
}
