package org.meetinginsights.meeting.openai;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.meeting.openai.chat.ChatPrompt;
import org.meetinginsights.meeting.openai.chat.RequestWriter;

/** Collects everything of this analyst that can change a result. */
final class OpenAiEngineDigest {

    private static final String OPENAI = "https://api.openai.com/v1";

    private OpenAiEngineDigest() {}

    static EngineDigest of(OpenAiSettings settings, RequestWriter requests, Collection<ChatPrompt> prompts) {
        Map<String, String> parts = new HashMap<>(requests.parameters());
        parts.put("analyst", "openai");
        parts.put("base_url", settings.baseUrl().map(URI::toString).orElse(OPENAI));
        parts.put("source", settings.source());
        for (ChatPrompt prompt : prompts) {
            parts.put(prompt.operation().label() + ".prompt", prompt.systemMessage());
            parts.put(prompt.operation().label() + ".schema", prompt.schema().text());
        }
        return EngineDigest.of(parts);
    }
}
