package org.meetinginsights.http.cache;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;
import org.meetinginsights.http.problem.ProblemException;
import org.meetinginsights.http.problem.ProblemType;
import org.meetinginsights.idempotency.key.CallerKey;

/**
 * Reads the {@code Idempotency-Key} header: a structured string with or without parameters, as
 * draft-ietf-httpapi-idempotency-key-header-07 defines it, or the same string without quotes, as most clients send it.
 */
final class IdempotencyKeyHeader {

    static final String NAME = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9._:-]{1," + MAX_LENGTH + "}");

    private IdempotencyKeyHeader() {}

    /**
     * @param lines all header lines of this name
     * @throws ProblemException if there is more than one line, or it is no valid key
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
                    && text.get().length() <= MAX_LENGTH) {
                return text.get();
            }
        } catch (ParseException e) {
            // Reported below, like a string of the wrong length.
        }
        throw malformed("In quotes it is a string of 1 to " + MAX_LENGTH + " printable ASCII characters (RFC 8941).");
    }

    private static String bare(String line) {
        if (BARE.matcher(line).matches()) {
            return line;
        }
        throw malformed("Without quotes it is 1 to " + MAX_LENGTH + " characters of A-Z a-z 0-9 . _ : -");
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(ProblemType.INVALID_IDEMPOTENCY_KEY, "The " + NAME + " cannot be used. " + why);
    }
}
