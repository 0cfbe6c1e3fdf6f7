package org.meetinginsights.idempotency.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.RATE_LIMITED;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.store.Failure;

class FailureTextTest {

    @Test
    void aFailureThatSaysMuchComesBackAsItWas() {
        assertThat(FailureText.read(FailureText.write(RATE_LIMITED))).contains(RATE_LIMITED);
    }

    @Test
    void aFailureThatSaysLittleComesBackAsItWas() {
        Failure plain = Failure.upstream("llm_timeout");

        assertThat(FailureText.read(FailureText.write(plain))).contains(plain);
    }

    @Test
    void aRefusalComesBackAsItWas() {
        Failure refused = Failure.refused("overloaded", Duration.ofSeconds(3));

        assertThat(FailureText.read(FailureText.write(refused))).contains(refused);
    }

    @Test
    void nodesOfOtherVersionsReadThisForm() {
        assertThat(FailureText.write(RATE_LIMITED)).isEqualTo("1/llm_rate_limited/true/429/7");
        assertThat(FailureText.write(Failure.upstream("llm_timeout"))).isEqualTo("1/llm_timeout/true//");
    }

    @Test
    void nobodyIsToldToComeBackTooEarly() {
        Failure failure = Failure.upstream("llm_rate_limited").withRetryAfter(Duration.ofMillis(1_200));

        assertThat(FailureText.read(FailureText.write(failure)))
                .contains(failure.withRetryAfter(Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1/llm_timeout", "1/llm_timeout/true", "1/llm_timeout/true/x/", "1/llm_timeout/true//x"})
    void whatIsNoFailureIsNone(String text) {
        assertThat(FailureText.read(text)).isEmpty();
    }
}
