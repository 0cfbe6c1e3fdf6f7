package org.meetinginsights.meeting.offline;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meetinginsights.meeting.MeetingMetadata;

/**
 * The block of facts some transcripts begin with: two or more lines like {@code Meeting ID: M-1}, each of another known
 * fact, closed by an empty line. Anything less is taken for speech, because {@code Banker: Ana} may be a speaker who
 * says a name. Immutable.
 *
 * @param length characters of the transcript it takes up; 0 where there is none
 */
record Header(MeetingMetadata metadata, int length) {

    private static final Pattern LINE = Pattern.compile(
            "\\G[ \\t]*+([^:\\s][^:\\v]{0,39}?)[ \\t]{0,9}:[ \\t]{0,9}([^\\s][^\\v]{0,199}?)[ \\t]{0,9}\\R");
    private static final Pattern EMPTY_LINE = Pattern.compile("\\G[ \\t]*+\\R");
    private static final int FEWEST_FACTS = 2;
    private static final Header NONE = new Header(MeetingMetadata.NONE, 0);

    static Header of(String transcript) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        int end = 0;
        Matcher line = LINE.matcher(transcript);
        while (line.find()) {
            Fact fact = Fact.named(line.group(1));
            if (fact == null || !fact.accepts(line.group(2)) || facts.put(fact, line.group(2)) != null) {
                return NONE;
            }
            end = line.end();
        }
        boolean closed = EMPTY_LINE.matcher(transcript).find(end);
        return closed && facts.size() >= FEWEST_FACTS ? new Header(metadata(facts), end) : NONE;
    }

    private static MeetingMetadata metadata(Map<Fact, String> facts) {
        return new MeetingMetadata(
                facts.get(Fact.MEETING_ID),
                facts.get(Fact.CUSTOMER_ID),
                facts.get(Fact.CUSTOMER_NAME),
                facts.get(Fact.BANKER_ID),
                facts.get(Fact.BANKER_NAME),
                facts.get(Fact.MEET_TYPE),
                facts.get(Fact.MEET_DATE));
    }
}
