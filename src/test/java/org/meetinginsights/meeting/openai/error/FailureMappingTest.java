package org.meetinginsights.meeting.openai.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.errors.OpenAIInvalidDataException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.store.Failure;

class FailureMappingTest {

    private final FailureMapping mapping = new FailureMapping(Clock.systemUTC(), () -> Duration.ofSeconds(4), 128_000);

    @Test
    void anUnexpectedErrorIsUnavailable() {
        assertThat(mapping.map(new StackOverflowError())).isEqualTo(Failure.upstream("llm_unavailable"));
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
