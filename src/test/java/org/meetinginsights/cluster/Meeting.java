package org.meetinginsights.cluster;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Meetings that differ in their id alone, which the transcript mentions, so that the model can tell them apart. */
final class Meeting {

    private static final Pattern ID = Pattern.compile("Meeting number ([a-z0-9-]+)\\.");
    private static final List<String> METADATA =
            List.of("meeting_id", "customer_id", "customer_name", "banker_id", "banker_name", "meet_type", "meet_date");

    private Meeting() {}

    /** A meeting that nobody has sent before. */
    static String fresh(String role) {
        return role + "-" + UUID.randomUUID();
    }

    /** What a client sends. */
    static String request(String id) {
        return """
                {"transcript": "Meeting number %s. Client: I am worried about the fees. Banker: I will send the new offer by Friday.",
                 "metadata": {"meeting_id": "%s", "customer_id": "CUST-1", "customer_name": "Ana Souza",
                              "banker_id": "B-1", "banker_name": "Rui Costa", "meet_type": "Review",
                              "meet_date": "2025-10-15T10:00:00Z"}}""".formatted(id, id);
    }

    /** Which meeting a call to the model is about; a call of a server that warms itself up is about none. */
    static String of(String modelRequest) {
        Matcher id = ID.matcher(modelRequest);
        return id.find() ? id.group(1) : "";
    }

    /** What the model says in a call. */
    static String completion(String id, int call) {
        JsonObjectBuilder metadata = Json.createObjectBuilder();
        METADATA.forEach(name -> metadata.add(name, JsonValue.NULL));
        String content = Json.createObjectBuilder()
                .add("metadata", metadata)
                .add("summary", "Call " + call + " about " + id + ": the client worries about the fees.")
                .add("key_points", Json.createArrayBuilder().add("The fees are a worry."))
                .add("action_items", Json.createArrayBuilder().add("The banker sends an offer by Friday."))
                .add("topics", Json.createArrayBuilder().add("Fees"))
                .build()
                .toString();
        return Json.createObjectBuilder()
                .add("id", "chatcmpl-cluster")
                .add("object", "chat.completion")
                .add("created", 1_760_000_000)
                .add("model", "stub")
                .add("choices", Json.createArrayBuilder().add(choice(content)))
                .add(
                        "usage",
                        Json.createObjectBuilder()
                                .add("prompt_tokens", 1_000)
                                .add("completion_tokens", 100)
                                .add("total_tokens", 1_100))
                .build()
                .toString();
    }

    private static JsonObjectBuilder choice(String content) {
        return Json.createObjectBuilder()
                .add("index", 0)
                .add("finish_reason", "stop")
                .add(
                        "message",
                        Json.createObjectBuilder().add("role", "assistant").add("content", content));
    }
}
