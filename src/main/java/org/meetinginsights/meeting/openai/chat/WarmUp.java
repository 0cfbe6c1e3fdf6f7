package org.meetinginsights.meeting.openai.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingMetadata;

/** Writes a request and reads a response without sending anything, so that their classes are loaded. */
public final class WarmUp {

    private static final Meeting MEETING = new Meeting("Hello.", MeetingMetadata.NONE);

    private static final String COMPLETION = """
            {"id": "", "object": "chat.completion", "created": 0, "model": "",
             "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "{}"}}],
             "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}}
            """;

    private WarmUp() {}

    public static void run(ChatModel model, ChatPrompt prompt) {
        try {
            ObjectMappers.jsonMapper()
                    .writeValueAsBytes(model.requests().first(prompt, MEETING)._body());
            ChatCompletion completion = ObjectMappers.jsonMapper().readValue(COMPLETION, ChatCompletion.class);
            model.usage().read(completion);
            model.validator().validate(prompt, CompletionChoice.of(completion), MEETING.transcript());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The sample cannot be read", e);
        }
    }
}
