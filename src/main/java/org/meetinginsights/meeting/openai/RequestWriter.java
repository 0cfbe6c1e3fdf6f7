package org.meetinginsights.meeting.openai;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.List;
import java.util.Map;
import org.meetinginsights.meeting.Meeting;

/** Writes what is sent to the model. Immutable. */
final class RequestWriter {

    /** As little chance as possible: the same transcript should give the same findings. */
    private static final double TEMPERATURE = 0.0;

    /** Several times what the schema's answer takes in the most verbose of languages; a model running wild stops here. */
    static final int MAX_COMPLETION_TOKENS = 4_000;

    static final String REPAIR = PackagedText.of("repair-v1.txt");

    private final String model;

    RequestWriter(String model) {
        this.model = model;
    }

    ChatCompletionCreateParams opening(Question<?> question, Meeting meeting) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .temperature(TEMPERATURE)
                .maxCompletionTokens(MAX_COMPLETION_TOKENS)
                // Nobody else needs a copy of the transcript.
                .store(false)
                .responseFormat(question.schema().format())
                .addSystemMessage(question.prompt())
                .addUserMessage(FencedTranscript.of(meeting.transcript()))
                .build();
    }

    /** The same conversation, with what the model said and what was wrong with it. */
    ChatCompletionCreateParams repair(ChatCompletionCreateParams opening, Reply reply, List<String> flaws) {
        ChatCompletionCreateParams.Builder conversation = opening.toBuilder();
        if (!reply.content().isBlank()) {
            conversation.addAssistantMessage(reply.content());
        }
        return conversation
                .addUserMessage(REPAIR.replace("{flaws}", "- " + String.join("\n- ", flaws)))
                .build();
    }

    /** What of a request does not depend on the meeting or the operation. */
    Map<String, String> parameters() {
        return Map.of(
                "model", model,
                "temperature", Double.toString(TEMPERATURE),
                "max_completion_tokens", Integer.toString(MAX_COMPLETION_TOKENS),
                "fence", FencedTranscript.of(""),
                "repair", REPAIR);
    }
}
