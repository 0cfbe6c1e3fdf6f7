package org.meetinginsights.http.problem;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {

    @Test
    void statusesAreThoseOfTheContract() {
        Map<String, Integer> statuses =
                Arrays.stream(ProblemType.values()).collect(toMap(ProblemType::error, ProblemType::status));

        assertThat(statuses)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("invalid_json", 400),
                        Map.entry("malformed_request", 400),
                        Map.entry("invalid_idempotency_key", 400),
                        Map.entry("unauthorized", 401),
                        Map.entry("forbidden", 403),
                        Map.entry("invalid_parameter", 400),
                        Map.entry("invalid_erasure", 422),
                        Map.entry("not_found", 404),
                        Map.entry("method_not_allowed", 405),
                        Map.entry("not_acceptable", 406),
                        Map.entry("request_timeout", 408),
                        Map.entry("request_in_progress", 409),
                        Map.entry("request_too_large", 413),
                        Map.entry("unsupported_media_type", 415),
                        Map.entry("invalid_meeting", 422),
                        Map.entry("idempotency_key_reused", 422),
                        Map.entry("rate_limited", 429),
                        Map.entry("not_cached", 504),
                        Map.entry("transcript_too_long", 422),
                        Map.entry("internal_error", 500),
                        Map.entry("llm_unavailable", 502),
                        Map.entry("llm_rate_limited", 502),
                        Map.entry("llm_timeout", 502),
                        Map.entry("llm_invalid_response", 502),
                        Map.entry("llm_truncated", 502),
                        Map.entry("llm_refused", 502),
                        Map.entry("overloaded", 503),
                        Map.entry("stopping", 503)));
    }

    @Test
    void errorsSlugsAndTitlesAreUnique() {
        assertThat(distinct(ProblemType::error)).isEqualTo(ProblemType.values().length);
        assertThat(distinct(ProblemType::slug)).isEqualTo(ProblemType.values().length);
        assertThat(distinct(ProblemType::title)).isEqualTo(ProblemType.values().length);
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void eachIsFoundByItsErrorAndItsSlug(ProblemType type) {
        assertThat(ProblemType.ofError(type.error())).contains(type);
        assertThat(ProblemType.ofSlug(type.slug())).contains(type);
        assertThat(type.uri()).isEqualTo("/problems/" + type.slug()).matches("/problems/[a-z-]+");
        assertThat(type.error()).matches("[a-z_]+");
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void eachHasAdviceInASentence(ProblemType type) {
        assertThat(type.advice()).matches("[A-Z].*\\.");
        assertThat(type.title()).matches("[A-Z].*[^.]");
    }

    @Test
    void unknownCodesAreNotFound() {
        assertThat(ProblemType.ofError("INVALID_JSON")).isEmpty();
        assertThat(ProblemType.ofSlug("")).isEmpty();
    }

    private static long distinct(Function<ProblemType, String> words) {
        return Arrays.stream(ProblemType.values()).map(words).distinct().count();
    }
}
