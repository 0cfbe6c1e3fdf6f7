package org.meetinginsights.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Checks of a body what JSON-B does not: that it is one value with an end and nothing after it, that no object has two members of one
 * name (of which one reader takes the first and another one the last: RFC 8259, section 4), and that it is of a shape that
 * reading it costs no more than its bytes. RFC 8259, section 9, lets a reader set such limits. It looks at brackets, quotes
 * and colons only; whether it is JSON is for JSON-B to say.
 */
final class JsonOutline {

    /** Requests need two levels; fields that we ignore may be somebody's own. */
    static final int DEEPEST = 64;

    /** In all objects together; requests need nine. */
    static final int MOST_MEMBERS = 10_000;

    /** Characters of a number, or of anything else without quotes: to make a value of a million digits takes minutes. */
    static final int LONGEST_NUMBER = 100;

    private final byte[] body;
    private final Deque<MemberNames> open = new ArrayDeque<>();
    private int members;
    private int textStart;
    private int textEnd;
    private int number;
    private boolean ended;

    private JsonOutline(byte[] body) {
        this.body = body;
    }

    /** What is wrong with it, if anything; never with words of the body. */
    static Optional<String> problem(byte[] body) {
        return Optional.ofNullable(new JsonOutline(body).problem());
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
        // The server's reader looks for the end of an object that it skips, and for ever if there is none.
        return open.isEmpty() ? null : "The JSON breaks off: an object or array is not closed.";
    }

    /** RFC 8259, section 2; no other control character is one. */
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
            case '{', '[' -> open.push(c == '{' ? new MemberNames() : MemberNames.NONE);
            case '}', ']' -> {
                MemberNames closed = open.poll();
                if (closed == null || (c == ']') != (closed == MemberNames.NONE)) {
                    return "An object or array is closed that is not open.";
                }
                ended = open.isEmpty();
            }
            case ':' -> {
                return member();
            }
            // A reader would take this for UTF-16, which is full of them, and read another text than we have seen.
            case 0 -> {
                return "The body is not UTF-8.";
            }
            default -> {}
        }
        if (number > LONGEST_NUMBER) {
            return "There is a number, or something else without quotes, of more than " + LONGEST_NUMBER
                    + " characters.";
        }
        return open.size() > DEEPEST ? "The JSON is nested more than " + DEEPEST + " levels deep." : null;
    }

    private static boolean isStructural(byte c) {
        return isSpace(c) || c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ',';
    }

    private String member() {
        if (++members > MOST_MEMBERS) {
            return "The JSON has more than " + MOST_MEMBERS + " members.";
        }
        boolean isNew = open.isEmpty() || open.peek().add(body, textStart, textEnd);
        // Whatever comes between here and the next text is no name.
        textStart = textEnd;
        return isNew ? null : "An object has two members of the same name.";
    }
}
