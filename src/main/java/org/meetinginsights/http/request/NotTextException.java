package org.meetinginsights.http.request;

import jakarta.json.JsonValue.ValueType;
import jakarta.json.bind.JsonbException;
import java.util.Locale;

/** A JSON number, boolean, object or array where a string is required. */
final class NotTextException extends JsonbException {

    private static final long serialVersionUID = 1L;

    NotTextException(ValueType found) {
        super("There is a JSON " + found.name().toLowerCase(Locale.ROOT)
                + " where a text belongs; write it in quotes.");
    }
}
