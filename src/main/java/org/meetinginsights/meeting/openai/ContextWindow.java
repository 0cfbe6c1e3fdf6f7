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

/**
 * Whether a transcript fits into the model's context together with the instructions and the answers. A token has a byte at
 * least, so that most transcripts need no counting; counting takes a tenth of a second per megabyte of speech, and seconds
 * for what nobody would say. It is done with the encoding of gpt-4o and gpt-4.1, which other models' come near. Thread-safe.
 */
final class ContextWindow {

    static final String TOO_LONG = "transcript_too_long";

    /** The question's answer, and in a repair turn a second one. */
    private static final int ANSWERS = 2 * RequestWriter.MAX_COMPLETION_TOKENS;

    /** What the protocol puts around each message, and the list of flaws in a repair turn. */
    private static final int AROUND_MESSAGES = 500;

    /** Nobody knows how long the others that are being counted will take. */
    private static final Failure BUSY = Failure.refused(FailureMapping.OVERLOADED, Duration.ofSeconds(5));

    private final int tokens;
    private final Executor counting;
    private final Duration patience;
    private final Executor continuations;

    /**
     * @param tokens of the model's context
     * @param counting where tokens are counted: it takes long, and no thread of the caller's may be held. It may reject
     * @param patience how long a transcript may wait to be counted
     * @param continuations where callers go on
     */
    ContextWindow(int tokens, Executor counting, Duration patience, Executor continuations) {
        this.tokens = tokens;
        this.counting = counting;
        this.patience = patience;
        this.continuations = continuations;
    }

    /** Why the model cannot be asked this in one call, or not now; nothing if it can. */
    CompletionStage<Optional<Failure>> objection(Question<?> question, String transcript) {
        String instructions = instructions(question);
        long mostTokens = bytes(transcript) + bytes(instructions);
        return mostTokens <= tokens - ANSWERS - AROUND_MESSAGES
                ? CompletableFuture.completedFuture(Optional.empty())
                : inLine(instructions, transcript);
    }

    private CompletionStage<Optional<Failure>> inLine(String instructions, String transcript) {
        try {
            return CompletableFuture.supplyAsync(() -> counted(instructions, transcript), counting)
                    .completeOnTimeout(Optional.of(BUSY), patience.toNanos(), TimeUnit.NANOSECONDS)
                    .thenApplyAsync(Function.identity(), continuations);
        } catch (RejectedExecutionException tooMany) {
            return CompletableFuture.completedFuture(Optional.of(BUSY));
        }
    }

    private Optional<Failure> counted(String instructions, String transcript) {
        int room = tokens - ANSWERS - AROUND_MESSAGES - Tokens.in(instructions);
        int size = Tokens.in(transcript);
        return size <= room
                ? Optional.empty()
                : Optional.of(Failure.rejected(
                        TOO_LONG,
                        "The transcript has about " + size + " tokens; beside its instructions and its answer the model"
                                + " takes " + room + " at most, and nothing was paid. Send a shorter part of it."));
    }

    private static String instructions(Question<?> question) {
        return question.prompt() + question.schema().text() + RequestWriter.REPAIR + FencedTranscript.of("");
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Loaded with the first transcript that has to be counted: it takes half a second and 27 MB. */
    private static final class Tokens {

        private static final Encoding ENCODING =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

        /** What looks like a control token in a transcript is text, and is sent as text. */
        static int in(String text) {
            return ENCODING.countTokensOrdinary(text);
        }
    }
}
