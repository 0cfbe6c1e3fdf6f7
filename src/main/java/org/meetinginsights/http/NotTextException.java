package org.meetinginsights.http;

import jakarta.json.JsonValue.ValueType;
import jakarta.json.bind.JsonbException;
import java.util.Locale;

/** There is a number, a boolean, an object or an array where a text belongs. */
final class NotTextException extends JsonbException {

    private static final long serialVersionUID = 1L;

    NotTextException(ValueType found) {
        super("There is a JSON " + found.name().toLowerCase(Locale.ROOT)
                + " where a text belongs; write it in quotes.");
    }
}
