package org.meetinginsights.meeting.openai;

import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import java.util.Optional;

/**
 * What of a chat completion matters. Immutable.
 *
 * @param finishReason may be missing: not every server says it
 * @param refused whether the model declined to answer
 * @param content empty where there is none
 */
record Reply(Optional<FinishReason> finishReason, boolean refused, String content) {

    /** @throws OpenAIInvalidDataException if this is no chat completion at all */
    static Reply of(ChatCompletion completion) {
        Choice choice = completion.choices().stream()
                .findFirst()
                .orElseThrow(() -> new OpenAIInvalidDataException("A completion without choices"));
        return new Reply(
                choice._finishReason().asKnown(),
                choice.message().refusal().filter(text -> !text.isBlank()).isPresent(),
                choice.message().content().orElse(""));
    }

    boolean finishedFor(FinishReason reason) {
        return finishReason.filter(reason::equals).isPresent();
    }

    /** Never the content: this ends up in logs and messages. */
    @Override
    public String toString() {
        return "Reply[" + content.length() + " characters]";
    }
}
