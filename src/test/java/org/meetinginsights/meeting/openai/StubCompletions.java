package org.meetinginsights.meeting.openai;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;

/** Responses of a model, valid and invalid. */
public final class StubCompletions {

    static final long PROMPT_TOKENS = 1_000;
    static final long COMPLETION_TOKENS = 100;

    private static final List<String> METADATA =
            List.of("meeting_id", "customer_id", "customer_name", "banker_id", "banker_name", "meet_type", "meet_date");

    private StubCompletions() {}

    /** A valid response for the operation of the request's schema. */
    static String goodCompletion(String requestBody) {
        JsonObject request = Json.createReader(new StringReader(requestBody)).readObject();
        String schema = request.getJsonObject("response_format")
                .getJsonObject("json_schema")
                .getString("name");
        return completion((schema.equals("extraction") ? extraction() : assessment())
                .build()
                .toString());
    }

    public static JsonObjectBuilder extraction() {
        return Json.createObjectBuilder()
                .add("metadata", metadata())
                .add("summary", words(120))
                .add("key_points", texts("The balance rests in a current account."))
                .add("action_items", texts("The banker sends a proposal by Friday."))
                .add("topics", texts("Savings", "Renovation"));
    }

    public static JsonObjectBuilder assessment() {
        return Json.createObjectBuilder()
                .add("metadata", metadata())
                .add("summary", words(120))
                .add("key_points", texts("The balance rests in a current account."))
                .add("action_items", texts("The banker sends a proposal by Friday."))
                .add("risks", texts("An earlier loss still hurts."))
                .add("sentiment_score", 0.7);
    }

    /** Nothing but nulls, except for the customer's name. */
    public static JsonObjectBuilder metadata() {
        JsonObjectBuilder metadata = Json.createObjectBuilder();
        METADATA.forEach(name -> metadata.add(name, JsonValue.NULL));
        return metadata.add("customer_name", "Helena");
    }

    public static String words(int count) {
        return String.join(" ", Collections.nCopies(count, "word"));
    }

    static String completion(String content) {
        return completion(Json.createObjectBuilder().add("role", "assistant").add("content", content), "stop")
                .add("usage", usage())
                .build()
                .toString();
    }

    static String completion(String content, String finishReason) {
        return completion(Json.createObjectBuilder().add("role", "assistant").add("content", content), finishReason)
                .add("usage", usage())
                .build()
                .toString();
    }

    static String completion(String content, String finishReason, long promptTokens, long completionTokens) {
        return completion(Json.createObjectBuilder().add("role", "assistant").add("content", content), finishReason)
                .add(
                        "usage",
                        Json.createObjectBuilder()
                                .add("prompt_tokens", promptTokens)
                                .add("completion_tokens", completionTokens)
                                .add("total_tokens", promptTokens + completionTokens))
                .build()
                .toString();
    }

    static String completionWithoutUsage(String content) {
        return completion(Json.createObjectBuilder().add("role", "assistant").add("content", content), "stop")
                .build()
                .toString();
    }

    static String refusal(String text) {
        return completion(
                        Json.createObjectBuilder()
                                .add("role", "assistant")
                                .add("content", JsonValue.NULL)
                                .add("refusal", text),
                        "stop")
                .add("usage", usage())
                .build()
                .toString();
    }

    static String error() {
        return Json.createObjectBuilder()
                .add("error", Json.createObjectBuilder().add("message", "no").add("type", "stub"))
                .build()
                .toString();
    }

    private static JsonObjectBuilder completion(JsonObjectBuilder message, String finishReason) {
        return Json.createObjectBuilder()
                .add("id", "chatcmpl-stub")
                .add("object", "chat.completion")
                .add("created", 1_760_000_000)
                .add("model", "stub")
                .add(
                        "choices",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("index", 0)
                                        .add("finish_reason", finishReason)
                                        .add("message", message)));
    }

    private static JsonObjectBuilder usage() {
        return Json.createObjectBuilder()
                .add("prompt_tokens", PROMPT_TOKENS)
                .add("completion_tokens", COMPLETION_TOKENS)
                .add("total_tokens", PROMPT_TOKENS + COMPLETION_TOKENS);
    }

    private static JsonArrayBuilder texts(String... texts) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        List.of(texts).forEach(array::add);
        return array;
    }
}
