package org.meetinginsights.meeting.openai.chat;

import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.meeting.openai.resilience.Deadline;

/** The endpoint that completes chats. Implementations are thread-safe and hold no thread of the caller. */
public interface ChatCompletions {

    /** One request with its retries, over by the deadline or shortly after; fails with the exceptions of the SDK. */
    CompletionStage<ChatCompletion> create(ChatCompletionCreateParams request, Deadline deadline);

    /**
     * Runs what follows a completion on a thread of its own. On the thread of the HTTP call it would hold up other calls; on
     * the JDK's one timer thread it would hold up every other timeout of the process.
     */
    void resume(Runnable task);
}
