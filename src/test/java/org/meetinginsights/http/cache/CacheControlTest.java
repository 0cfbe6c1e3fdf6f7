package org.meetinginsights.http.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.CacheDirectives;

class CacheControlTest {

    private static final CacheDirectives NO_CACHE = new CacheDirectives(true, Optional.empty(), false, false);

    @Test
    void noDirectivesMeanNoRestriction() {
        assertThat(read("")).isEqualTo(CacheDirectives.NONE);
        assertThat(CacheControl.of(List.of())).isEqualTo(CacheDirectives.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-cache", "No-Cache", " no-cache ", "no-cache,", ",no-cache", "no-cache=\"Set-Cookie\""})
    void readsADirectiveInAnySpelling(String line) {
        assertThat(read(line)).isEqualTo(NO_CACHE);
    }

    @Test
    void readsAllDirectivesOfAllLines() {
        assertThat(CacheControl.of(List.of("no-store, max-age=60", "only-if-cached")))
                .isEqualTo(new CacheDirectives(false, Optional.of(Duration.ofMinutes(1)), true, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=0|0",
                "max-age=60|60",
                "max-age=\"60\"|60",
                "max-age=60, max-age=30|30",
                "max-age=30, max-age=60|30",
                "max-age=30, max-age=x|30"
            })
    void readsTheStrictestMaxAge(String line, long seconds) {
        assertThat(read(line).maxAge()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-age",
                "max-age=",
                "max-age=-1",
                "max-age=1.5",
                "max-age=soon",
                "max-age=\"soon\"",
                "max-age=99999999999999999999",
                "max-age=(60)",
                "min-fresh=60",
                "max-stale",
                "no-transform",
                "=",
                ";",
                "\"no-cache\"",
                "\"no-cache",
                "extension=\"a, no-cache, b\"",
                "extension=\"a\\\", no-cache\"",
                "no cache",
                "nö-cache",
                "\u0000"
            })
    void ignoresInvalidAndUnknownDirectives(String line) {
        assertThat(read(line)).isEqualTo(CacheDirectives.NONE);
    }

    @Test
    void readsValidDirectivesBesideInvalidOnes() {
        assertThat(read("max-age=soon, \u0007, no-cache")).isEqualTo(NO_CACHE);
    }

    @Test
    void readsALongLineQuickly() {
        assertThat(read(",".repeat(100_000) + "no-cache")).isEqualTo(NO_CACHE);
    }

    private static CacheDirectives read(String line) {
        return CacheControl.of(List.of(line));
    }
}
