package org.meetinginsights.meeting.validation;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Type;
import org.meetinginsights.http.request.StrictTextDeserializer;

/**
 * Reads a date as text. A number is read as its digits: seconds since 1970 are a date in the wrong format, which
 * {@link IsoDate} explains, and not malformed JSON.
 */
public final class DateTextDeserializer implements JsonbDeserializer<String> {

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context, Type type) {
        JsonValue value = parser.getValue();
        return value instanceof JsonNumber number ? number.toString() : StrictTextDeserializer.read(value);
    }
}
