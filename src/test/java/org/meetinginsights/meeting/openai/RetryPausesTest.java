package org.meetinginsights.meeting.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.Headers;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.RateLimitException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meetinginsights.idempotency.MutableClock;

class RetryPausesTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Throwable LOST = new OpenAIIoException("Request failed", new IOException("reset"));

    private final MutableClock clock = new MutableClock();

    @ParameterizedTest
    @CsvSource({"1, PT0.5S", "2, PT1S", "3, PT2S", "4, PT4S", "5, PT8S", "6, PT8S", "11, PT8S"})
    void pausesDoubleUpToEightSeconds(int attempts, Duration pause) {
        assertThat(pauses(0).after(attempts, ThrownFault.of(LOST), LONG)).contains(pause);
    }

    @Test
    void chanceShortensThemByUpToAHalf() {
        assertThat(pauses(1).after(1, ThrownFault.of(LOST), LONG)).contains(Duration.ofMillis(250));
        assertThat(pauses(0.5).after(1, ThrownFault.of(LOST), LONG)).contains(Duration.ofMillis(375));
    }

    @Test
    void whatTheServerSaysCountsInstead() {
        Throwable limited = RateLimitException.builder()
                .headers(Headers.builder().put("Retry-After", "7").build())
                .build();

        assertThat(pauses(0.3).after(1, ThrownFault.of(new CompletionException(limited)), LONG))
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void aPauseIsNeverNothing() {
        Throwable limited = RateLimitException.builder()
                .headers(Headers.builder().put("Retry-After", "0").build())
                .build();

        assertThat(pauses(0).after(1, ThrownFault.of(limited), LONG)).contains(Duration.ofMillis(1));
    }

    @Test
    void aPauseThatOutlastsTheTimeThatIsLeftIsNone() {
        assertThat(pauses(0).after(1, ThrownFault.of(LOST), Duration.ofMillis(500)))
                .isEmpty();
        assertThat(pauses(0).after(1, ThrownFault.of(LOST), Duration.ofMillis(501)))
                .isPresent();
    }

    @Test
    void aDefectOfTheServerMayPass() {
        Throwable defect = InternalServerException.builder()
                .statusCode(500)
                .headers(Headers.builder().build())
                .build();

        assertThat(pauses(0).after(1, ThrownFault.of(defect), LONG)).isPresent();
    }

    @Test
    void whatTheServerDoesNotTakeItDoesNotTakeASecondTime() {
        Throwable refused = BadRequestException.builder()
                .headers(Headers.builder().put("Retry-After", "1").build())
                .build();

        assertThat(pauses(0).after(1, ThrownFault.of(refused), LONG)).isEmpty();
    }

    @Test
    void aClosedClientIsNotAskedAgain() {
        Throwable closed = new OpenAIIoException(
                "Request failed", new IOException("executor rejected", new RejectedExecutionException()));

        assertThat(pauses(0).after(1, ThrownFault.of(closed), LONG)).isEmpty();
    }

    @Test
    void afterTheDeadlineNobodyIsAskedAgain() {
        assertThat(pauses(0).after(1, ThrownFault.of(new DeadlinePassedException()), LONG))
                .isEmpty();
    }

    private RetryPauses pauses(double chance) {
        return new RetryPauses(clock, () -> chance);
    }
}
