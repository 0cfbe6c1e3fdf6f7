package org.meetinginsights.meeting.openai;

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

class ModelCircuitTest {

    private static final Throwable OUTAGE = new OpenAIIoException("Request failed", new IOException("reset"));

    private final MutableClock clock = new MutableClock();
    private final List<Boolean> heard = new ArrayList<>();
    private final ModelCircuit circuit = new ModelCircuit(clock, new Hearing());
    private int asked;

    @Test
    void tenOutagesOpenIt() {
        fail(9, OUTAGE);
        assertThat(circuit.isOpen()).isFalse();

        fail(1, OUTAGE);

        assertThat(circuit.isOpen()).isTrue();
        assertThat(heard).containsExactly(true);
        assertThat(circuit.untilProbe()).isEqualTo(ModelCircuit.OPEN);
    }

    @Test
    void aModelThatMostlyWorksIsAsked() {
        for (int i = 0; i < 50; i++) {
            succeed();
            succeed();
            fail(1, OUTAGE);
        }

        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void whileItIsOpenNobodyIsAsked() {
        fail(10, OUTAGE);
        clock.advance(Duration.ofSeconds(9));

        CompletionStage<String> turnedAway = succeed();

        assertThat(asked).isEqualTo(10);
        assertThat(turnedAway.toCompletableFuture()).isCompletedExceptionally();
        assertThat(circuit.untilProbe()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void afterTenSecondsOneIsLetThroughAndTheOthersWaitForItsEnd() {
        fail(10, OUTAGE);
        clock.advance(ModelCircuit.OPEN);
        CompletableFuture<String> probe = new CompletableFuture<>();
        circuit.guard(() -> ask(probe));

        succeed();
        assertThat(asked).isEqualTo(11);

        probe.complete("well");
        succeed();
        assertThat(asked).isEqualTo(12);
        assertThat(heard).containsExactly(true, true, false);
    }

    @Test
    void aProbeThatFailsOpensItAgain() {
        fail(10, OUTAGE);
        clock.advance(ModelCircuit.OPEN);
        fail(1, OUTAGE);

        assertThat(circuit.isOpen()).isTrue();
        assertThat(circuit.untilProbe()).isEqualTo(ModelCircuit.OPEN);
    }

    @Test
    void aProbeThatSaysNothingIsFollowedByAnother() {
        fail(10, OUTAGE);
        clock.advance(ModelCircuit.OPEN);
        fail(1, rateLimit());

        succeed();

        assertThat(asked).isEqualTo(12);
    }

    @ParameterizedTest
    @MethodSource("others")
    void whoeverRefusesIsThere(Throwable other) {
        fail(50, other);

        assertThat(circuit.isOpen()).isFalse();
    }

    private static Stream<Throwable> others() {
        return Stream.of(
                rateLimit(),
                new DeadlinePassedException(),
                new OpenCircuitException(),
                UnauthorizedException.builder()
                        .headers(Headers.builder().build())
                        .build());
    }

    @Test
    void aRateLimitHidesNoOutage() {
        fail(5, OUTAGE);
        fail(50, rateLimit());
        fail(5, OUTAGE);

        assertThat(circuit.isOpen()).isTrue();
    }

    private static Throwable rateLimit() {
        return RateLimitException.builder().headers(Headers.builder().build()).build();
    }

    private void fail(int times, Throwable thrown) {
        Stream.generate(() -> circuit.guard(() -> ask(CompletableFuture.<String>failedFuture(thrown))))
                .limit(times)
                .toList();
    }

    private CompletionStage<String> succeed() {
        return circuit.guard(() -> ask(CompletableFuture.completedFuture("well")));
    }

    private <T> CompletionStage<T> ask(CompletionStage<T> answer) {
        asked++;
        return answer;
    }

    private final class Hearing implements ModelCallListener {

        @Override
        public void requested(String model, Ending ending) {}

        @Override
        public void failed(String errorType) {}

        @Override
        public void repaired(Ending ending) {}

        @Override
        public void retried() {}

        @Override
        public void circuit(boolean open) {
            heard.add(open);
        }
    }
}
