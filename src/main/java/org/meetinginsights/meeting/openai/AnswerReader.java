package org.meetinginsights.meeting.openai;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.meetinginsights.idempotency.key.CanonicalDate;

/**
 * Reads from an object what the schema asks for and notes every way in which that differs, in words of our own: they go
 * back to the model and may be logged, so nothing of the model's text is in them. What is flawed reads as a placeholder.
 * Properties that nobody asked for are left where they are: servers that ignore schemas get them, and to pay a second time
 * for their absence would be a waste. Serves one answer; not thread-safe.
 */
final class AnswerReader {

    private final JsonObject object;
    private final List<String> flaws;

    AnswerReader(JsonObject object, List<String> flaws) {
        this.object = object;
        this.flaws = flaws;
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

    /** A date nobody can read is as good as none, and not worth a second call. */
    String dateOrNull(String name) {
        String text = textOrNull(name);
        return text == null || !isDate(text) ? null : text;
    }

    List<String> texts(String name) {
        return read(name, "a list of texts, none of them empty", List.of(), value -> {
            if (value instanceof JsonArray array && array.stream().allMatch(AnswerReader::isText)) {
                return array.stream().map(AnswerReader::textOf).toList();
            }
            return null;
        });
    }

    /** A number from 0 to 1. */
    double share(String name) {
        return read(name, "a number from 0 to 1", 0.0, value -> {
            double number = value instanceof JsonNumber json ? json.doubleValue() : Double.NaN;
            return number >= 0 && number <= 1 ? number : null;
        });
    }

    AnswerReader object(String name) {
        JsonObject nested = read(
                name,
                "an object",
                null,
                value -> value.getValueType() == ValueType.OBJECT ? value.asJsonObject() : null);
        // The fields of an object that is not there are not worth a complaint each.
        return nested == null
                ? new AnswerReader(JsonValue.EMPTY_JSON_OBJECT, new ArrayList<>())
                : new AnswerReader(nested, flaws);
    }

    private <T> T read(String name, String expected, T placeholder, Function<JsonValue, T> reading) {
        JsonValue value = object.get(name);
        T read = value == null ? null : reading.apply(value);
        if (read == null) {
            flaws.add("The property " + name + " must be " + expected + ".");
            return placeholder;
        }
        return read;
    }

    private static boolean isDate(String text) {
        try {
            CanonicalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isText(JsonValue value) {
        return value instanceof JsonString text && !text.getString().isBlank();
    }

    private static String textOf(JsonValue value) {
        return ((JsonString) value).getString();
    }
}
