package org.meetinginsights.meeting.offline.language;

import java.util.regex.Pattern;

/** The markers of sounds and gaps in a transcript: {@code {disfmarker}}, {@code [laughter]}, {@code <pause>}. */
public final class NonSpeechMarkers {

    private static final Pattern MARKER = Pattern.compile("\\{[^{}\\s]{1,30}}|\\[[^\\[\\]\\d]{1,30}]|<[^<>\\d]{1,30}>");

    private NonSpeechMarkers() {}

    /** The text with blanks in place of the markers, so that offsets do not change. */
    public static String blanked(String text) {
        return MARKER.matcher(text).replaceAll(marker -> " ".repeat(marker.end() - marker.start()));
    }

    public static boolean in(String text) {
        return MARKER.matcher(text).find();
    }
}
