package org.meetinginsights.meeting.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.Operation;
import org.meetinginsights.meeting.openai.chat.ChatPrompt;

/** Transcripts that are longer than the model takes in one call. */
class OpenAiContextIT {

    private final AnalystFixture fixture = new AnalystFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aTranscriptWithFewerBytesThanTheContextHasTokensIsNotCounted() {
        OpenAiAnalyst analyst = fixture.analyst();

        assertThat(analyst.objection(Operation.EXTRACT, Meetings.saying("word ".repeat(22_000)))
                        .toCompletableFuture())
                .isCompletedWithValue(Optional.empty());
    }

    @Test
    void aTranscriptWithManyBytesAndFewTokensIsAccepted() {
        assertThat(objection("conversation ".repeat(110_000))).isEmpty();
    }

    @Test
    void aTranscriptOfTooManyTokensIsRejectedWithTheLimitAndItsSize() {
        Failure failure = objection("word ".repeat(130_000)).orElseThrow();

        assertThat(failure.code()).isEqualTo("transcript_too_long");
        assertThat(failure.forwarded()).isFalse();
        assertThat(failure.detail().orElseThrow())
                .matches("The transcript has about 13\\d{4} tokens; .* takes 118\\d{3} at most, .*");
        assertThat(fixture.stub.calls()).isZero();
    }

    @Test
    void theOperatorsContextSizeTakesPrecedence() {
        fixture.contextTokens = OptionalInt.of(200_000);

        assertThat(objection("word ".repeat(130_000))).isEmpty();
    }

    @Test
    void controlTokensInATranscriptAreCountedAsText() {
        fixture.contextTokens = OptionalInt.of(16_000);

        assertThat(objection("<|endoftext|>".repeat(5_000))
                        .orElseThrow()
                        .detail()
                        .orElseThrow())
                .contains("The transcript has about 30001 tokens");
    }

    @Test
    void aFullCountingQueueIsOverloaded() {
        ContextWindow full = window(task -> {
            throw new RejectedExecutionException();
        });

        assertThat(Samples.get(full.objection(ChatPrompt.of(Operation.EXTRACT), "word ".repeat(20_000))))
                .contains(Failure.refused("overloaded", Duration.ofSeconds(5)));
    }

    @Test
    void aCountThatTakesTooLongIsOverloaded() {
        ContextWindow stuck = window(task -> {});

        assertThat(Samples.get(stuck.objection(ChatPrompt.of(Operation.EXTRACT), "word ".repeat(20_000))))
                .contains(Failure.refused("overloaded", Duration.ofSeconds(5)));
    }

    private static ContextWindow window(Executor counting) {
        return new ContextWindow(16_000, counting, Duration.ofMillis(10), Runnable::run);
    }

    private Optional<Failure> objection(String transcript) {
        return Samples.get(fixture.analyst().objection(Operation.EXTRACT, Meetings.saying(transcript)));
    }
}
