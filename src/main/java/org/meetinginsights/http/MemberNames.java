package org.meetinginsights.http;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the members that an object of JSON has had so far. Not thread-safe. */
class MemberNames {

    /** Of an array, which has none. */
    static final MemberNames NONE = new MemberNames() {

        @Override
        boolean add(byte[] body, int start, int end) {
            return true;
        }
    };

    /** The escapes of RFC 8259, section 7. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    private static final String SHORT_ESCAPES = "bfnrt";
    private static final String SHORT_ESCAPED = "\b\f\n\r\t";

    private final Set<String> names = new HashSet<>();

    /**
     * A name as it stands between quotes.
     *
     * @return whether it is the first of its kind; <code>"a"</code> and <code>"&#92;u0061"</code> are one
     */
    boolean add(byte[] body, int start, int end) {
        String written = new String(body, start, end - start, StandardCharsets.UTF_8);
        return names.add(
                written.indexOf('\\') < 0 ? written : ESCAPE.matcher(written).replaceAll(MemberNames::meant));
    }

    private static String meant(MatchResult escape) {
        char c;
        if (escape.group(1) == null) {
            int known = SHORT_ESCAPES.indexOf(escape.group(2));
            c = known < 0 ? escape.group(2).charAt(0) : SHORT_ESCAPED.charAt(known);
        } else {
            c = (char) Integer.parseInt(escape.group(1), 16);
        }
        return Matcher.quoteReplacement(String.valueOf(c));
    }
}
