package org.meetinginsights.http.request;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Checks what JSON-B does not check: the body is one complete value with nothing after it, no object has two members of the
 * same name (RFC 8259, section 4: one parser takes the first, another the last), and the structure stays within limits that
 * keep parsing cheap (RFC 8259, section 9, allows them). It looks only at brackets, quotes and colons, in one pass over the
 * bytes, because each hit pays for it. JSON-B then decides whether it is JSON.
 */
final class JsonStructureCheck {

    /** Requests need two levels. Unknown fields may be nested deeper. */
    static final int MAX_DEPTH = 64;

    /** In all objects together. Requests need nine. */
    static final int MAX_MEMBERS = 10_000;

    /** Characters of a number, or of anything else without quotes. Java needs minutes to parse a number of a million digits. */
    static final int MAX_NUMBER_LENGTH = 100;

    private final byte[] body;
    /** An empty one stands for an array. */
    private final Deque<Optional<MemberNames>> open = new ArrayDeque<>();

    private int members;
    private int textStart;
    private int textEnd;
    private int number;
    private boolean ended;

    private JsonStructureCheck(byte[] body) {
        this.body = body;
    }

    /** What is wrong with it, if anything. The text never quotes the body. */
    static Optional<String> problem(byte[] body) {
        return Optional.ofNullable(new JsonStructureCheck(body).problem());
    }

    private String problem() {
        for (int i = 0; i < body.length; i++) {
            byte c = body[i];
            if (ended && !isSpace(c)) {
                return "There is something after the end of the JSON object.";
            }
            if (c == '"') {
                i = endOfText(i + 1);
                number = 0;
            } else {
                String problem = structure(c);
                if (problem != null) {
                    return problem;
                }
            }
        }
        // The server's parser loops forever if an object that it skips has no end.
        return open.isEmpty() ? null : "The JSON breaks off: an object or array is not closed.";
    }

    /** The white space of RFC 8259, section 2. */
    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    /** The index of the closing quote, or of the last byte. */
    private int endOfText(int start) {
        int i = start;
        while (i < body.length && body[i] != '"') {
            i += body[i] == '\\' ? 2 : 1;
        }
        textStart = start;
        textEnd = Math.min(i, body.length);
        return textEnd;
    }

    private String structure(byte c) {
        number = isStructural(c) ? 0 : number + 1;
        switch (c) {
            case '{', '[' -> open.push(c == '{' ? Optional.of(new MemberNames()) : Optional.empty());
            case '}', ']' -> {
                Optional<MemberNames> closed = open.poll();
                if (closed == null || (c == ']') != closed.isEmpty()) {
                    return "An object or array is closed that is not open.";
                }
                ended = open.isEmpty();
            }
            case ':' -> {
                return member();
            }
            // The server's parser would take a body with NUL bytes for UTF-16 and read another text.
            case 0 -> {
                return "The body is not UTF-8.";
            }
            default -> {}
        }
        if (number > MAX_NUMBER_LENGTH) {
            return "There is a number, or something else without quotes, of more than " + MAX_NUMBER_LENGTH
                    + " characters.";
        }
        return open.size() > MAX_DEPTH ? "The JSON is nested more than " + MAX_DEPTH + " levels deep." : null;
    }

    private static boolean isStructural(byte c) {
        return isSpace(c) || c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ',';
    }

    private String member() {
        if (++members > MAX_MEMBERS) {
            return "The JSON has more than " + MAX_MEMBERS + " members.";
        }
        boolean isNew =
                open.isEmpty() || open.peek().isEmpty() || open.peek().get().add(body, textStart, textEnd);
        // Until the next string there is no name.
        textStart = textEnd;
        return isNew ? null : "An object has two members of the same name.";
    }
}
