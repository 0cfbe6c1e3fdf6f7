package org.meetinginsights.meeting.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingMetadata;

/** Writes a request and reads a reply as a meeting does, short of sending anything. */
final class WarmUp {

    private static final Meeting MEETING = new Meeting("Hello.", MeetingMetadata.NONE);

    private static final String REPLY = """
            {"id": "", "object": "chat.completion", "created": 0, "model": "",
             "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "{}"}}],
             "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}}
            """;

    private WarmUp() {}

    static void run(ModelDesk desk, Question<?> question) {
        try {
            ObjectMappers.jsonMapper()
                    .writeValueAsBytes(
                            desk.requests().opening(question, MEETING)._body());
            ChatCompletion completion = ObjectMappers.jsonMapper().readValue(REPLY, ChatCompletion.class);
            desk.meter().read(completion);
            desk.gate().judge(question, Reply.of(completion), MEETING.transcript());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Our own sample cannot be read", e);
        }
    }
}
