package org.meetinginsights.meeting;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.idempotency.store.Failure;

/**
 * Turns a meeting into findings, with a model or an algorithm. Implementations are thread-safe and hold no thread of the
 * caller while they work. They complete normally with an {@link Analysis}, also when they fail for a known reason.
 */
public interface MeetingAnalyst extends AutoCloseable {

    /**
     * Makes the findings of the operation: an {@link Extraction} or an {@link Assessment}.
     *
     * @param caller shares the analyst with others
     */
    CompletionStage<Analysis> analyze(Operation operation, Meeting meeting, Caller caller);

    /**
     * Why this meeting cannot be analysed, such as a transcript that is too long; empty if it can. Called only if there is
     * no stored result, and before anything is claimed or paid.
     */
    default CompletionStage<Optional<Failure>> objection(Operation operation, Meeting meeting) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** {@code openai} or {@code offline}. */
    String name();

    /** The source of the results: the model's name, or {@code offline}. */
    String source();

    /** Changes with everything that can change a result, so that results of an old prompt or model are not replayed. */
    EngineDigest engineDigest();

    /** Releases what the analyst holds open. Work under way may fail. */
    @Override
    default void close() {}
}
