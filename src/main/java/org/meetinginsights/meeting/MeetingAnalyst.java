package org.meetinginsights.meeting;

import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.EngineDigest;

/**
 * What turns a meeting into findings: a model, or an algorithm. Implementations are thread-safe, hold no thread of the
 * caller while they work, and complete normally with an {@link Analysis} also when they fail for a reason they know.
 */
public interface MeetingAnalyst extends AutoCloseable {

    /** Summary, key points, action items and topics. */
    CompletionStage<Analysis<Extraction>> extract(Meeting meeting);

    /** Sentiment, summary, key points, action items and risks. */
    CompletionStage<Analysis<Assessment>> analyze(Meeting meeting);

    /** Who made the result: the model's name, or {@code offline}. */
    String source();

    /** Changes with everything that can change an answer, so that a changed prompt or model never replays old ones. */
    EngineDigest engineDigest();

    /** Ends what the analyst holds open; work under way may fail. */
    @Override
    default void close() {}
}
