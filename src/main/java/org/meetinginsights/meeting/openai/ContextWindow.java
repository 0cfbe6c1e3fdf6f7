package org.meetinginsights.meeting.openai;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.openai.chat.ChatPrompt;
import org.meetinginsights.meeting.openai.chat.RequestWriter;
import org.meetinginsights.meeting.openai.error.FailureMapping;

/**
 * Whether a transcript fits into the model's context together with the instructions and the responses. A token has at least
 * one byte, so most transcripts need no counting. Counting takes a tenth of a second per megabyte of speech, and seconds
 * for hostile text. It uses the encoding of gpt-4o and gpt-4.1; those of other models are similar. Thread-safe.
 */
final class ContextWindow {

    /** The first response, and the response to a repair request. */
    private static final int RESPONSES = 2 * RequestWriter.MAX_COMPLETION_TOKENS;

    /** What the protocol adds to each message, and the violations in a repair request. */
    private static final int OVERHEAD = 500;

    /** How long the transcripts in the queue will take is not known. */
    private static final Failure BUSY = Failure.refused(FailureMapping.OVERLOADED, Duration.ofSeconds(5));

    private final int contextTokens;
    private final Executor counting;
    private final Duration timeout;
    private final Executor continuations;

    /**
     * @param counting counts tokens, which takes too long for a thread of the caller; it may reject
     * @param timeout how long a count may take, with its wait
     * @param continuations where callers go on
     */
    ContextWindow(int contextTokens, Executor counting, Duration timeout, Executor continuations) {
        this.contextTokens = contextTokens;
        this.counting = counting;
        this.timeout = timeout;
        this.continuations = continuations;
    }

    /** Why the transcript cannot be sent to the model, or not now; empty if it can. */
    CompletionStage<Optional<Failure>> objection(ChatPrompt prompt, String transcript) {
        String instructions = RequestWriter.instructions(prompt);
        long mostTokens = bytes(transcript) + bytes(instructions);
        if (mostTokens <= contextTokens - RESPONSES - OVERHEAD) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        try {
            return CompletableFuture.supplyAsync(() -> count(instructions, transcript), counting)
                    .completeOnTimeout(Optional.of(BUSY), timeout.toNanos(), TimeUnit.NANOSECONDS)
                    .thenApplyAsync(Function.identity(), continuations);
        } catch (RejectedExecutionException queueIsFull) {
            return CompletableFuture.completedFuture(Optional.of(BUSY));
        }
    }

    private Optional<Failure> count(String instructions, String transcript) {
        int available = contextTokens - RESPONSES - OVERHEAD - Tokens.in(instructions);
        int size = Tokens.in(transcript);
        return size <= available
                ? Optional.empty()
                : Optional.of(Failure.rejected(
                        FailureMapping.TRANSCRIPT_TOO_LONG,
                        "The transcript has about " + size + " tokens; beside its instructions and its answer the model"
                                + " takes " + available
                                + " at most, and nothing was paid. Send a shorter part of it."));
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Loaded with the first transcript that has to be counted: it takes half a second and 27 MB. */
    private static final class Tokens {

        private static final Encoding ENCODING =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

        /** Control tokens in a transcript count as ordinary text, because they are sent as text. */
        static int in(String text) {
            return ENCODING.countTokensOrdinary(text);
        }
    }
}
