package org.meetinginsights.meeting;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.idempotency.store.Failure;

/**
 * What turns a meeting into findings: a model, or an algorithm. Implementations are thread-safe, hold no thread of the
 * caller while they work, and complete normally with an {@link Analysis} also when they fail for a reason they know.
 */
public interface MeetingAnalyst extends AutoCloseable {

    /**
     * Summary, key points, action items and topics.
     *
     * @param requestId of the request that pays, for each line of the log about it
     */
    CompletionStage<Analysis<Extraction>> extract(Meeting meeting, String requestId);

    /**
     * Sentiment, summary, key points, action items and risks.
     *
     * @param requestId of the request that pays, for each line of the log about it
     */
    CompletionStage<Analysis<Assessment>> analyze(Meeting meeting, String requestId);

    /**
     * Why this meeting cannot be worked on at all, such as a transcript that is too long; nothing if it can. Asked before
     * anything is claimed or paid, and only of meetings whose result is not there.
     */
    default CompletionStage<Optional<Failure>> objection(Operation operation, Meeting meeting) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** What works here: {@code openai} or {@code offline}. */
    String name();

    /** Who made the result: the model's name, or {@code offline}. */
    String source();

    /** Changes with everything that can change an answer, so that a changed prompt or model never replays old ones. */
    EngineDigest engineDigest();

    /** Ends what the analyst holds open; work under way may fail. */
    @Override
    default void close() {}
}
