package org.meetinginsights.meeting.openai.chat;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.meetinginsights.idempotency.key.CanonicalDate;

/**
 * Reads the properties of the schema from a JSON object and collects violations of it. Violations go back to the model and
 * to the log, so they have none of the model's text. A property that violates the schema reads as a placeholder. Other
 * properties are ignored: servers that do not enforce schemas send them, and they are not worth a second call. Not
 * thread-safe.
 */
public final class ResponseReader {

    private final JsonObject object;
    private final List<String> violations;

    ResponseReader(JsonObject object, List<String> violations) {
        this.object = object;
        this.violations = violations;
    }

    String text(String name) {
        return read(name, "a text that is not empty", "", value -> isText(value) ? textOf(value) : null);
    }

    /** A blank text says as little as null does. */
    String textOrNull(String name) {
        String text = read(name, "a text or null", "", value -> switch (value.getValueType()) {
            case NULL -> "";
            case STRING -> textOf(value);
            default -> null;
        });
        return text.isBlank() ? null : text;
    }

    /** A date in another format reads as null. It is not worth a second call. */
    String dateOrNull(String name) {
        String text = textOrNull(name);
        try {
            if (text != null) {
                CanonicalDate.parse(text);
            }
            return text;
        } catch (DateTimeException e) {
            return null;
        }
    }

    List<String> texts(String name) {
        return read(name, "a list of texts, none of them empty", List.of(), value -> {
            if (value instanceof JsonArray array && array.stream().allMatch(ResponseReader::isText)) {
                return array.getValuesAs(JsonString::getString);
            }
            return null;
        });
    }

    /** A number from 0 to 1. */
    double score(String name) {
        return read(name, "a number from 0 to 1", 0.0, value -> {
            double number = value instanceof JsonNumber json ? json.doubleValue() : Double.NaN;
            return number >= 0 && number <= 1 ? number : null;
        });
    }

    ResponseReader object(String name) {
        JsonObject nested = read(name, "an object", null, value -> value instanceof JsonObject json ? json : null);
        // The fields of a missing object are not reported as well.
        return nested == null
                ? new ResponseReader(JsonValue.EMPTY_JSON_OBJECT, new ArrayList<>())
                : new ResponseReader(nested, violations);
    }

    private <T> T read(String name, String expected, T placeholder, Function<JsonValue, T> reading) {
        JsonValue value = object.get(name);
        T read = value == null ? null : reading.apply(value);
        if (read == null) {
            violations.add("The property " + name + " must be " + expected + ".");
            return placeholder;
        }
        return read;
    }

    private static boolean isText(JsonValue value) {
        return value instanceof JsonString text && !text.getString().isBlank();
    }

    private static String textOf(JsonValue value) {
        return ((JsonString) value).getString();
    }
}
