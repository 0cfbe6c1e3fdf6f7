package org.meetinginsights.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;
import org.meetinginsights.idempotency.key.CallerKey;

/**
 * Reads the {@code Idempotency-Key} header: a structured string with or without parameters, as
 * draft-ietf-httpapi-idempotency-key-header-07 has it, or the same text bare, as most clients send it.
 */
final class IdempotencyKeyHeader {

    static final String NAME = "Idempotency-Key";

    private static final int LONGEST = 255;
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9._:-]{1," + LONGEST + "}");

    private IdempotencyKeyHeader() {}

    /**
     * @param lines all header lines of this name
     * @throws ProblemException if there is more than one, or it is not one key
     */
    static Optional<CallerKey> read(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        if (lines.size() > 1) {
            throw malformed("It was sent " + lines.size() + " times.");
        }
        String line = lines.get(0).strip();
        return Optional.of(new CallerKey(line.startsWith("\"") ? quoted(line) : bare(line)));
    }

    private static String quoted(String line) {
        try {
            if (Parser.parseItem(line) instanceof StringItem text
                    && !text.get().isEmpty()
                    && text.get().length() <= LONGEST) {
                return text.get();
            }
        } catch (ParseException e) {
            // Said below, as for a text of another length.
        }
        throw malformed("In quotes it is a string of 1 to " + LONGEST + " printable ASCII characters (RFC 8941).");
    }

    private static String bare(String line) {
        if (BARE.matcher(line).matches()) {
            return line;
        }
        throw malformed("Without quotes it is 1 to " + LONGEST + " characters of A-Z a-z 0-9 . _ : -");
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(ProblemType.INVALID_IDEMPOTENCY_KEY, "The " + NAME + " cannot be used. " + why);
    }
}
