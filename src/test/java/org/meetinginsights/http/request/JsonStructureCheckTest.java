package org.meetinginsights.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonStructureCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " \t\r\n{ } \t\r\n",
                "{\"a\": [1, {\"b\": null}]}",
                "{\"transcript\": \"}{][ , }\"}",
                "{\"transcript\": \"she said \\\"}\\\" and left\"}",
                "{\"transcript\": \"ends with a backslash \\\\\"}",
                "{\"transcript\": \"\\\\\\\"}{\"}",
                "{\"a\": \"会議 🎉\"}",
                "[]",
                "\"text\"",
                "",
            })
    void oneValueIsAccepted(String body) {
        assertThat(problem(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}{}",
                "{} {}",
                "{},",
                "{}x",
                "{}\"\"",
                "{}]",
                "{}}",
                "{\"a\": 1}garbage",
                "[] []",
                "{}\u0000",
                "{}\u000b",
                "{}\u00a0",
                "{}\ufeff"
            })
    void somethingAfterTheEndIsRefused(String body) {
        assertThat(problem(body)).contains("There is something after the end of the JSON object.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a",
                "{\"a\\",
                "[1, 2",
                "{\"other\": {\"x\"",
                "{\"other\": {\"x\": [}",
                "{\"other\": {\"x\": 1",
                "{\"transcript\": \"a\", \"other\": [[]",
            })
    void aMissingEndIsRefused(String body) {
        assertThat(problem(body)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"]", "}", "{]", "[}", "{\"other\": {\"x\"]]", "{\"a\": [1, 2}}"})
    void aWrongClosingBracketIsRefused(String body) {
        assertThat(problem(body)).contains("An object or array is closed that is not open.");
    }

    @Test
    void sixtyFourLevelsAreAccepted() {
        assertThat(problem("[".repeat(64) + "]".repeat(64))).isEmpty();
        assertThat(problem("{\"a\":".repeat(64) + "1" + "}".repeat(64))).isEmpty();
    }

    @Test
    void sixtyFiveLevelsAreRefused() {
        assertThat(problem("[".repeat(65) + "]".repeat(65))).contains("The JSON is nested more than 64 levels deep.");
        assertThat(problem("{\"a\":[".repeat(33))).isPresent();
    }

    @Test
    void aMillionLevelsAreRefusedQuickly() {
        assertThat(problem("[".repeat(1_000_000))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1, \"a\": 2}",
                "{\"transcript\": \"x\", \"b\": {\"c\": []}, \"transcript\": \"y\"}",
                "{\"b\": {\"c\": 1, \"d\": \"c\", \"c\": 1}}",
                "[{\"a\": 1}, {\"a\": 1, \"a\": 1}]",
                "{\"a\": 1, \"\\u0061\": 2}",
                "{\"a/b\": 1, \"a\\/b\": 2}",
                "{\"a\\n\": 1, \"a\\u000a\": 2}",
                "{\"\\\\u0061\": 1, \"\\u005cu0061\": 2}",
                "{\"\\ud83d\": 1, \"\\uD83D\": 2}",
            })
    void twoMembersOfTheSameNameAreRefused(String body) {
        assertThat(problem(body)).contains("An object has two members of the same name.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": {\"a\": {\"a\": 1}}, \"b\": [{\"a\": 1}, {\"a\": 2}]}",
                "{\"a\": \"a\", \"A\": \"a\"}",
                "{\"a\": \"\\\"a\\\":\", \"b\": \"a\"}",
                "{\"\\\\u0061\": 1, \"a\": 2}",
                "{\"\": 1, \"\\ud83d\": 2, \"\\u0000\": 3, \"\\uzzzz\": 4}",
                "{\"a\": 1: 2}",
            })
    void theSameNameInSeveralObjectsIsAccepted(String body) {
        assertThat(problem(body)).isEmpty();
    }

    @Test
    void tenThousandMembersAreAcceptedAndOneMoreIsRefused() {
        assertThat(problem(members(10_000))).isEmpty();
        assertThat(problem(members(10_001))).contains("The JSON has more than 10000 members.");
    }

    private static String members(int number) {
        return IntStream.range(0, number).mapToObj(i -> "\"" + i + "\": 1").collect(Collectors.joining(", ", "{", "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": %s}", "[1, %s, 2]", "%s", "{\"b\": [[%s]]}"})
    void aNumberMayHave100Characters(String body) {
        assertThat(problem(body.formatted("9".repeat(100)))).isEmpty();
        assertThat(problem(body.formatted("9".repeat(101))))
                .contains("There is a number, or something else without quotes, of more than 100 characters.");
        assertThat(problem(body.formatted("-1." + "0".repeat(1_000_000) + "e400")))
                .isPresent();
    }

    @Test
    void aLongStringIsNoNumber() {
        assertThat(problem("{\"transcript\": \"" + "9".repeat(1_000_000) + "\"}"))
                .isEmpty();
    }

    @Test
    void anotherEncodingIsRefused() {
        for (Charset other :
                List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, Charset.forName("UTF-32LE"))) {
            assertThat(JsonStructureCheck.problem("{\"transcript\": \"a\"}".getBytes(other)))
                    .contains("The body is not UTF-8.");
        }
    }

    @Test
    void theProblemDoesNotQuoteTheBody() {
        assertThat(problem("{\"xylophone\": 1, \"xylophone\": 1}").orElseThrow())
                .doesNotContain("xylophone");
    }

    @Test
    void manyValuesBesideEachOtherAreNotDeep() {
        assertThat(problem("[" + "[],".repeat(1_000) + "[]]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "\"a", "not json", "{\"a\" 1, }", "{a: \"b\"}", ""})
    void invalidJsonIsLeftToJsonB(String body) {
        assertThat(problem(body)).isEmpty();
    }

    private static Optional<String> problem(String body) {
        return JsonStructureCheck.problem(body.getBytes(StandardCharsets.UTF_8));
    }
}
