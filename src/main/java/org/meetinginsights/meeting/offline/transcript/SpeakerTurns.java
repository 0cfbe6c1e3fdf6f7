package org.meetinginsights.meeting.offline.transcript;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The speech of each line, without time stamps and the labels of the speakers. Immutable. */
final class SpeakerTurns {

    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern TIME =
            Pattern.compile("^[\\[(]?\\d{1,2}:\\d{2}(?::\\d{2})?(?:[.,]\\d{1,3})?[])]?[\\s-]*+");
    private static final Pattern LABEL =
            Pattern.compile("^[*_]*+([^:：*\\s][^:：*\\n]{0,79}?)[*_]{0,2}\\s{0,9}(?::(?![/\\d])|：)[*_]{0,2}");
    private static final Pattern NAME =
            Pattern.compile("\\p{Lu}[\\p{L}\\p{N}.'_-]*(?: [\\p{Lu}\\p{N}][\\p{L}\\p{N}.'_-]*){0,3}(?: \\(.*\\))?");

    private final Map<String, Long> labels;
    private final List<String> lines;

    SpeakerTurns(String transcript) {
        lines = LINE_END.splitAsStream(transcript)
                .map(line -> TIME.matcher(line.strip()).replaceFirst(""))
                .toList();
        labels = lines.stream()
                .map(LABEL::matcher)
                .filter(Matcher::find)
                .map(label -> label.group(1))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** The speech of each turn. */
    List<String> texts() {
        return lines.stream()
                .map(this::withoutLabel)
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** The text without the label of a speaker at its start. Any other text with a colon stays. */
    String withoutLabel(String text) {
        Matcher label = LABEL.matcher(text);
        return label.find() && isSpeaker(label.group(1)) ? text.substring(label.end()) : text;
    }

    private boolean isSpeaker(String label) {
        return labels.getOrDefault(label, 0L) > 1 || NAME.matcher(label).matches();
    }
}
