package org.meetinginsights.meeting.openai.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.store.Failure;

class FailureMappingTest {

    private final FailureMapping mapping = new FailureMapping(Clock.systemUTC(), () -> Duration.ofSeconds(4), 128_000);

    @Test
    void aTimeoutExceptionIsATimeout() {
        assertThat(mapping.map(new TimeoutException())).isEqualTo(Failure.upstream("llm_timeout"));
    }

    @Test
    void aNestedTimeoutIsATimeout() {
        Throwable thrown =
                new CompletionException(new OpenAIIoException("Request failed", new SocketTimeoutException()));

        assertThat(mapping.map(thrown)).isEqualTo(Failure.upstream("llm_timeout"));
    }

    @Test
    void aCallOfAClosedClientIsUnavailable() {
        IOException rejected = new InterruptedIOException("executor rejected");
        rejected.initCause(new RejectedExecutionException());

        assertThat(mapping.map(new OpenAIIoException("Request failed", rejected)))
                .isEqualTo(Failure.upstream("llm_unavailable"));
    }

    @Test
    void aLostConnectionIsUnavailable() {
        Throwable thrown = new OpenAIIoException("Request failed", new IOException("reset"));

        assertThat(mapping.map(thrown)).isEqualTo(Failure.upstream("llm_unavailable"));
    }

    @Test
    void anUnreadableResponseIsInvalid() {
        assertThat(mapping.map(new OpenAIInvalidDataException("Error reading response")))
                .isEqualTo(Failure.upstream("llm_invalid_response"));
    }

    @Test
    void anUnexpectedErrorIsUnavailable() {
        assertThat(mapping.map(new StackOverflowError())).isEqualTo(Failure.upstream("llm_unavailable"));
    }

    @Test
    void aResponseThatBreaksOffIsUnavailableAndNotInvalid() {
        Throwable thrown = new OpenAIInvalidDataException("Error reading response", new IOException("end of stream"));

        assertThat(mapping.map(thrown)).isEqualTo(Failure.upstream("llm_unavailable"));
    }

    @Test
    void anOpenCircuitBreakerGivesARetryAfter() {
        CallNotPermittedException rejected =
                CallNotPermittedException.createCallNotPermittedException(CircuitBreaker.ofDefaults("model"));

        assertThat(mapping.map(new CompletionException(rejected)))
                .isEqualTo(Failure.refused("overloaded", Duration.ofSeconds(4)));
    }

    @Test
    void theLogFormHasTypesOnly() {
        Throwable thrown = new CompletionException(new OpenAIInvalidDataException("the model's words"));

        assertThat(ModelError.of(thrown).types()).isEqualTo("CompletionException < OpenAIInvalidDataException");
    }

    @Test
    void aCircleOfCausesIsHandled() {
        Exception one = new Exception();
        one.initCause(new Exception(one));

        assertThat(mapping.map(one)).isEqualTo(Failure.upstream("llm_unavailable"));
    }
}
