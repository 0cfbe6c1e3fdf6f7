package org.meetinginsights.meeting.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.Failure;

class FailureMappingTest {

    private final FailureMapping mapping = new FailureMapping(Clock.systemUTC());

    @Test
    void theDeadlineIsATimeout() {
        assertThat(mapping.map(new TimeoutException())).isEqualTo(Failure.upstream("llm_timeout"));
    }

    @Test
    void aTimeoutDeepInsideIsATimeout() {
        Throwable thrown =
                new CompletionException(new OpenAIIoException("Request failed", new SocketTimeoutException()));

        assertThat(mapping.map(thrown)).isEqualTo(Failure.upstream("llm_timeout"));
    }

    @Test
    void aCallThatAClosedClientTurnsAwayIsUnavailable() {
        IOException rejected = new InterruptedIOException("executor rejected");
        rejected.initCause(new RejectedExecutionException());

        assertThat(mapping.map(new OpenAIIoException("Request failed", rejected)))
                .isEqualTo(Failure.upstream("llm_unavailable"));
    }

    @Test
    void aLineThatBreaksIsUnavailable() {
        Throwable thrown = new OpenAIIoException("Request failed", new IOException("reset"));

        assertThat(mapping.map(thrown)).isEqualTo(Failure.upstream("llm_unavailable"));
    }

    @Test
    void whatCannotBeReadIsInvalid() {
        assertThat(mapping.map(new OpenAIInvalidDataException("Error reading response")))
                .isEqualTo(Failure.upstream("llm_invalid_response"));
    }

    @Test
    void whatNobodyExpectedIsUnavailable() {
        assertThat(mapping.map(new StackOverflowError())).isEqualTo(Failure.upstream("llm_unavailable"));
    }

    @Test
    void onlyTypesAreFitForTheLog() {
        Throwable thrown = new CompletionException(new OpenAIInvalidDataException("the model's words"));

        assertThat(FailureMapping.types(thrown)).isEqualTo("CompletionException < OpenAIInvalidDataException");
    }

    @Test
    void aCircleOfCausesHasAnEnd() {
        Exception one = new Exception();
        one.initCause(new Exception(one));

        assertThat(mapping.map(one)).isEqualTo(Failure.upstream("llm_unavailable"));
    }
}
