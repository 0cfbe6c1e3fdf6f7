package org.meetinginsights.meeting.openai.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.Headers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void secondsAreSeconds() {
        assertThat(of("17")).contains(Duration.ofSeconds(17));
    }

    @Test
    void aDateIsConvertedToTheTimeUntilIt() {
        assertThat(of("Mon, 05 Jan 2026 12:01:30 GMT")).contains(Duration.ofSeconds(90));
    }

    @Test
    void aDateThatHasPassedIsZero() {
        assertThat(of("Mon, 05 Jan 2026 11:00:00 GMT")).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999"})
    void anyOtherValueIsIgnored(String value) {
        assertThat(of(value)).isEmpty();
    }

    @Test
    void itMayBeMissing() {
        assertThat(RetryAfter.of(Headers.builder().build(), NOON)).isEmpty();
    }

    private static Optional<Duration> of(String value) {
        return RetryAfter.of(Headers.builder().put("retry-after", value).build(), NOON);
    }
}
