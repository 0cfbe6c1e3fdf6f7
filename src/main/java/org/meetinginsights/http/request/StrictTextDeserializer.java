package org.meetinginsights.http.request;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Type;

/** Reads a string only from a JSON string. JSON-B by default converts {@code 5} and {@code true} to strings. */
public final class StrictTextDeserializer implements JsonbDeserializer<String> {

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context, Type type) {
        return read(parser.getValue());
    }

    /** The string; {@code null} for JSON's null. */
    public static String read(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        if (value == JsonValue.NULL) {
            return null;
        }
        throw new NotTextException(value.getValueType());
    }
}
