package org.meetinginsights.meeting.openai;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.meetinginsights.idempotency.key.EngineDigest;

/** Gathers everything of this analyst that can change an answer. */
final class AnalystDigest {

    private static final String OPENAI = "https://api.openai.com/v1";

    private AnalystDigest() {}

    static EngineDigest of(OpenAiSettings settings, RequestWriter requests, Question<?>... questions) {
        Map<String, String> parts = new HashMap<>(requests.parameters());
        parts.put("analyst", "openai");
        parts.put("base_url", settings.baseUrl().map(URI::toString).orElse(OPENAI));
        parts.put("source", settings.source());
        for (Question<?> question : questions) {
            parts.put(question.operation().label() + ".prompt", question.prompt());
            parts.put(
                    question.operation().label() + ".schema", question.schema().text());
        }
        return EngineDigest.of(parts);
    }
}
