package org.meetinginsights.meeting.openai.resilience;

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
import org.meetinginsights.meeting.openai.error.DeadlineExceededException;
import org.meetinginsights.meeting.openai.error.ModelError;

class BackoffTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Throwable LOST = new OpenAIIoException("Request failed", new IOException("reset"));

    private final MutableClock clock = new MutableClock();

    @ParameterizedTest
    @CsvSource({"1, PT0.5S", "2, PT1S", "3, PT2S", "4, PT4S", "5, PT8S", "6, PT8S", "11, PT8S"})
    void theDelayDoublesUpToEightSeconds(int attempts, Duration pause) {
        assertThat(backoff(0).delay(attempts, ModelError.of(LOST), LONG)).contains(pause);
    }

    @Test
    void jitterShortensTheDelayByUpToAHalf() {
        assertThat(backoff(1).delay(1, ModelError.of(LOST), LONG)).contains(Duration.ofMillis(250));
        assertThat(backoff(0.5).delay(1, ModelError.of(LOST), LONG)).contains(Duration.ofMillis(375));
    }

    @Test
    void theRetryAfterOfTheServerTakesPrecedence() {
        Throwable limited = RateLimitException.builder()
                .headers(Headers.builder().put("Retry-After", "7").build())
                .build();

        assertThat(backoff(0.3).delay(1, ModelError.of(new CompletionException(limited)), LONG))
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void theDelayIsNeverZero() {
        Throwable limited = RateLimitException.builder()
                .headers(Headers.builder().put("Retry-After", "0").build())
                .build();

        assertThat(backoff(0).delay(1, ModelError.of(limited), LONG)).contains(Duration.ofMillis(1));
    }

    @Test
    void thereIsNoDelayBeyondTheTimeLeft() {
        assertThat(backoff(0).delay(1, ModelError.of(LOST), Duration.ofMillis(500)))
                .isEmpty();
        assertThat(backoff(0).delay(1, ModelError.of(LOST), Duration.ofMillis(501)))
                .isPresent();
    }

    @Test
    void aServerErrorIsRetried() {
        Throwable defect = InternalServerException.builder()
                .statusCode(500)
                .headers(Headers.builder().build())
                .build();

        assertThat(backoff(0).delay(1, ModelError.of(defect), LONG)).isPresent();
    }

    @Test
    void aRefusedRequestIsNotRetried() {
        Throwable refused = BadRequestException.builder()
                .headers(Headers.builder().put("Retry-After", "1").build())
                .build();

        assertThat(backoff(0).delay(1, ModelError.of(refused), LONG)).isEmpty();
    }

    @Test
    void aClosedClientIsNotRetried() {
        Throwable closed = new OpenAIIoException(
                "Request failed", new IOException("executor rejected", new RejectedExecutionException()));

        assertThat(backoff(0).delay(1, ModelError.of(closed), LONG)).isEmpty();
    }

    @Test
    void anExceededDeadlineIsNotRetried() {
        assertThat(backoff(0).delay(1, ModelError.of(new DeadlineExceededException()), LONG))
                .isEmpty();
    }

    private Backoff backoff(double random) {
        return new Backoff(clock, () -> random);
    }
}
