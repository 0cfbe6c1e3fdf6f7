package org.meetinginsights.http.request;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names of the members that a JSON object has had so far. Not thread-safe. */
final class MemberNames {

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private final Set<String> names = new HashSet<>();

    /**
     * Adds the name that is between the quotes.
     *
     * @return whether it is new; <code>"a"</code> and <code>"&#92;u0061"</code> are the same name
     */
    boolean add(byte[] body, int start, int end) {
        String written = new String(body, start, end - start, StandardCharsets.UTF_8);
        return names.add(written.indexOf('\\') < 0 ? written : unescaped(written));
    }

    private static String unescaped(String written) {
        try (JsonParser parser = PARSERS.createParser(new StringReader('"' + written + '"'))) {
            parser.next();
            return parser.getString();
        } catch (JsonParsingException e) {
            return written; // JSON-B will refuse it.
        }
    }
}
