package org.meetinginsights.meeting.offline.transcript;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words as the length of a summary counts them: text between white space, including Unicode's. */
public final class Words {

    private static final Pattern WORD = Pattern.compile("(?U)\\S+");

    private Words() {}

    public static List<String> of(String text) {
        return words(text).toList();
    }

    public static List<String> first(int limit, String text) {
        return words(text).limit(limit).toList();
    }

    public static int count(String text) {
        return (int) words(text).count();
    }

    /** Words with a letter or digit only: some transcripts have blanks around every comma. */
    static int countSpoken(String text) {
        return (int) words(text)
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .count();
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group);
    }
}
