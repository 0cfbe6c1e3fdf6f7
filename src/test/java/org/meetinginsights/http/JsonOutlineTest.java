package org.meetinginsights.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOutlineTest {

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
    void oneValueIsLetThrough(String body) {
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
    void somethingAfterItsEndIsFound(String body) {
        assertThat(problem(body)).contains("There is something after the end of the JSON object.");
    }

    @Test
    void sixtyFourLevelsAreBearable() {
        assertThat(problem("[".repeat(64) + "]".repeat(64))).isEmpty();
        assertThat(problem("{\"a\":".repeat(64) + "1" + "}".repeat(64))).isEmpty();
    }

    @Test
    void sixtyFiveLevelsAreNot() {
        assertThat(problem("[".repeat(65) + "]".repeat(65))).contains("The JSON is nested more than 64 levels deep.");
        assertThat(problem("{\"a\":[".repeat(33))).isPresent();
    }

    @Test
    void aMillionLevelsCostNothing() {
        assertThat(problem("[".repeat(1_000_000))).isPresent();
    }

    @Test
    void manyValuesBesideEachOtherAreNotDeep() {
        assertThat(problem("[" + "[],".repeat(1_000) + "[]]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a", "{\"a\\", "\\", "]", "}", "not json"})
    void whatIsNoJsonIsForTheReaderToRefuse(String body) {
        assertThat(problem(body)).isEmpty();
    }

    private static Optional<String> problem(String body) {
        return JsonOutline.problem(body.getBytes(StandardCharsets.UTF_8));
    }
}
