package org.meetinginsights.meeting.openai.chat;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.List;
import java.util.Map;
import org.meetinginsights.meeting.Meeting;

/** Writes the requests to the model. Immutable. */
public final class RequestWriter {

    /** Several times what a response takes in the most verbose of languages. It stops a model that does not end. */
    public static final int MAX_COMPLETION_TOKENS = 4_000;

    /** As little randomness as possible: the same transcript should give the same findings. */
    private static final double TEMPERATURE = 0.0;

    private static final String REPAIR = TextResource.read("repair-v1.txt");

    private final String model;

    public RequestWriter(String model) {
        this.model = model;
    }

    ChatCompletionCreateParams first(ChatPrompt prompt, Meeting meeting) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .temperature(TEMPERATURE)
                .maxCompletionTokens(MAX_COMPLETION_TOKENS)
                // Nobody else needs a copy of the transcript.
                .store(false)
                .responseFormat(prompt.schema().format())
                .addSystemMessage(prompt.systemMessage())
                .addUserMessage(DelimitedTranscript.of(meeting.transcript()))
                .build();
    }

    /** The first request, the model's message, and what is wrong with it. */
    ChatCompletionCreateParams repair(
            ChatCompletionCreateParams first, CompletionChoice choice, List<String> violations) {
        ChatCompletionCreateParams.Builder chat = first.toBuilder();
        if (!choice.content().isBlank()) {
            chat.addAssistantMessage(choice.content());
        }
        return chat.addUserMessage(REPAIR.replace("{flaws}", "- " + String.join("\n- ", violations)))
                .build();
    }

    /** All text that both requests have around the transcript. */
    public static String instructions(ChatPrompt prompt) {
        return prompt.systemMessage() + prompt.schema().text() + REPAIR + DelimitedTranscript.of("");
    }

    /** The part of a request that depends neither on the meeting nor on the operation. */
    public Map<String, String> parameters() {
        return Map.of(
                "model", model,
                "temperature", Double.toString(TEMPERATURE),
                "max_completion_tokens", Integer.toString(MAX_COMPLETION_TOKENS),
                "fence", DelimitedTranscript.of(""),
                "repair", REPAIR);
    }
}
