package org.meetinginsights.meeting.openai.chat;

import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import java.util.Optional;

/**
 * The first choice of a chat completion. Immutable.
 *
 * @param finishReason some servers leave it out
 * @param refused whether the model declined to answer
 * @param content of its message; empty if there is none
 */
record CompletionChoice(Optional<FinishReason> finishReason, boolean refused, String content) {

    /** @throws OpenAIInvalidDataException if this is not a chat completion */
    static CompletionChoice of(ChatCompletion completion) {
        Choice choice = completion.choices().stream()
                .findFirst()
                .orElseThrow(() -> new OpenAIInvalidDataException("A completion without choices"));
        return new CompletionChoice(
                choice._finishReason().asKnown(),
                choice.message().refusal().filter(text -> !text.isBlank()).isPresent(),
                choice.message().content().orElse(""));
    }

    boolean finishedFor(FinishReason reason) {
        return finishReason.filter(reason::equals).isPresent();
    }

    /** Without the content, because this ends up in logs and messages. */
    @Override
    public String toString() {
        return "CompletionChoice[" + content.length() + " characters]";
    }
}
