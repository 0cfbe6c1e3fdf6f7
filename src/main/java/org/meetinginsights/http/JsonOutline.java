package org.meetinginsights.http;

import java.util.Optional;

/**
 * Checks of a body what JSON-B does not: that it is one value with nothing after it, and that it is not nested so deeply
 * that reading it costs a stack. It looks at brackets and quotes only; whether it is JSON is for JSON-B to say.
 */
final class JsonOutline {

    /** Requests need two levels; fields that we ignore may be somebody's own. */
    static final int DEEPEST = 64;

    private int depth;
    private boolean inText;
    private boolean ended;

    private JsonOutline() {}

    /** What is wrong with it, if anything. */
    static Optional<String> problem(byte[] body) {
        JsonOutline outline = new JsonOutline();
        for (int i = 0; i < body.length; i++) {
            byte c = body[i];
            if (outline.inText) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    outline.inText = false;
                }
            } else if (outline.ended && !isSpace(c)) {
                return Optional.of("There is something after the end of the JSON object.");
            } else if (outline.structure(c) > DEEPEST) {
                return Optional.of("The JSON is nested more than " + DEEPEST + " levels deep.");
            }
        }
        return Optional.empty();
    }

    /** RFC 8259, section 2; no other control character is one. */
    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private int structure(byte c) {
        switch (c) {
            case '"' -> inText = true;
            case '{', '[' -> depth++;
            case '}', ']' -> ended = --depth <= 0;
            default -> {}
        }
        return depth;
    }
}
