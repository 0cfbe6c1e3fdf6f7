package org.meetinginsights.meeting.openai.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.Headers;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.meeting.openai.error.DeadlineExceededException;

class ModelCircuitBreakerTest {

    private static final Throwable OUTAGE = new OpenAIIoException("Request failed", new IOException("reset"));

    private final MutableClock clock = new MutableClock();
    private final List<Boolean> events = new ArrayList<>();
    private final ModelCircuitBreaker circuit = new ModelCircuitBreaker(clock, events::add);
    private int calls;

    @Test
    void tenOutagesOpenIt() {
        fail(9, OUTAGE);
        assertThat(circuit.isOpen()).isFalse();

        fail(1, OUTAGE);

        assertThat(circuit.isOpen()).isTrue();
        assertThat(events).containsExactly(true);
        assertThat(circuit.untilProbe()).isEqualTo(ModelCircuitBreaker.OPEN);
    }

    @Test
    void itStaysClosedIfMostCallsSucceed() {
        for (int i = 0; i < 50; i++) {
            succeed();
            succeed();
            fail(1, OUTAGE);
        }

        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void whileItIsOpenNoCallIsMade() {
        fail(10, OUTAGE);
        clock.advance(Duration.ofSeconds(9));

        CompletionStage<String> turnedAway = succeed();

        assertThat(calls).isEqualTo(10);
        assertThat(turnedAway.toCompletableFuture()).isCompletedExceptionally();
        assertThat(circuit.untilProbe()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void afterTenSecondsOneProbeIsLetThrough() {
        fail(10, OUTAGE);
        clock.advance(ModelCircuitBreaker.OPEN);
        CompletableFuture<String> probe = new CompletableFuture<>();
        circuit.execute(() -> ask(probe));

        succeed();
        assertThat(calls).isEqualTo(11);

        probe.complete("well");
        succeed();
        assertThat(calls).isEqualTo(12);
        assertThat(events).containsExactly(true, true, false);
    }

    @Test
    void aFailedProbeOpensItAgain() {
        fail(10, OUTAGE);
        clock.advance(ModelCircuitBreaker.OPEN);
        fail(1, OUTAGE);

        assertThat(circuit.isOpen()).isTrue();
        assertThat(circuit.untilProbe()).isEqualTo(ModelCircuitBreaker.OPEN);
    }

    @Test
    void anIgnoredErrorOfAProbeLetsAnotherProbeThrough() {
        fail(10, OUTAGE);
        clock.advance(ModelCircuitBreaker.OPEN);
        fail(1, rateLimit());

        succeed();

        assertThat(calls).isEqualTo(12);
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherErrorsDoNotOpenIt(Throwable other) {
        fail(50, other);

        assertThat(circuit.isOpen()).isFalse();
    }

    private static Stream<Throwable> others() {
        return Stream.of(
                rateLimit(),
                new DeadlineExceededException(),
                UnauthorizedException.builder()
                        .headers(Headers.builder().build())
                        .build());
    }

    @Test
    void aRateLimitDoesNotHideOutages() {
        fail(5, OUTAGE);
        fail(50, rateLimit());
        fail(5, OUTAGE);

        assertThat(circuit.isOpen()).isTrue();
    }

    private static Throwable rateLimit() {
        return RateLimitException.builder().headers(Headers.builder().build()).build();
    }

    private void fail(int times, Throwable thrown) {
        Stream.generate(() -> circuit.execute(() -> ask(CompletableFuture.<String>failedFuture(thrown))))
                .limit(times)
                .toList();
    }

    private CompletionStage<String> succeed() {
        return circuit.execute(() -> ask(CompletableFuture.completedFuture("well")));
    }

    private <T> CompletionStage<T> ask(CompletionStage<T> answer) {
        calls++;
        return answer;
    }
}
