package org.meetinginsights.meeting.offline;

import java.util.regex.Pattern;

/** What transcribers put in for sounds and gaps: {@code {disfmarker}}, {@code [laughter]}, {@code <pause>}. */
final class Marks {

    private static final Pattern MARK = Pattern.compile("\\{[^{}\\s]{1,30}}|\\[[^\\[\\]\\d]{1,30}]|<[^<>\\d]{1,30}>");

    private Marks() {}

    /** The text with blanks in place of the marks, so that offsets stay what they were. */
    static String blanked(String text) {
        return MARK.matcher(text).replaceAll(mark -> " ".repeat(mark.end() - mark.start()));
    }

    static boolean in(String text) {
        return MARK.matcher(text).find();
    }
}
