package org.meetinginsights.meeting.offline.transcript;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meetinginsights.meeting.MeetingMetadata;

/**
 * The metadata block at the start of some transcripts: two or more lines like {@code Meeting ID: M-1}, each with another
 * {@link HeaderField}, followed by an empty line. Anything less is speech, because {@code Banker: Ana} may be a speaker who
 * says a name. Immutable.
 *
 * @param length its characters; 0 if there is no header
 */
record Header(MeetingMetadata metadata, int length) {

    private static final Pattern LINE = Pattern.compile(
            "\\G[ \\t]*+([^:\\s][^:\\v]{0,39}?)[ \\t]{0,9}:[ \\t]{0,9}([^\\s][^\\v]{0,199}?)[ \\t]{0,9}\\R");
    private static final Pattern EMPTY_LINE = Pattern.compile("\\G[ \\t]*+\\R");
    private static final int MINIMUM_FIELDS = 2;
    private static final Header NONE = new Header(MeetingMetadata.NONE, 0);

    static Header of(String transcript) {
        Map<HeaderField, String> fields = new EnumMap<>(HeaderField.class);
        int end = 0;
        Matcher line = LINE.matcher(transcript);
        while (line.find()) {
            HeaderField field = HeaderField.named(line.group(1));
            if (field == null || !field.accepts(line.group(2)) || fields.put(field, line.group(2)) != null) {
                return NONE;
            }
            end = line.end();
        }
        boolean closed = EMPTY_LINE.matcher(transcript).find(end);
        return closed && fields.size() >= MINIMUM_FIELDS ? new Header(metadata(fields), end) : NONE;
    }

    private static MeetingMetadata metadata(Map<HeaderField, String> fields) {
        return new MeetingMetadata(
                fields.get(HeaderField.MEETING_ID),
                fields.get(HeaderField.CUSTOMER_ID),
                fields.get(HeaderField.CUSTOMER_NAME),
                fields.get(HeaderField.BANKER_ID),
                fields.get(HeaderField.BANKER_NAME),
                fields.get(HeaderField.MEET_TYPE),
                fields.get(HeaderField.MEET_DATE));
    }
}
