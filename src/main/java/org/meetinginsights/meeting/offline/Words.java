package org.meetinginsights.meeting.offline;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words as the length of a summary is measured in them: what stands between white space, Unicode's included. */
final class Words {

    private static final Pattern WORD = Pattern.compile("(?U)\\S+");

    private Words() {}

    static List<String> of(String text) {
        return words(text).toList();
    }

    static List<String> first(int limit, String text) {
        return words(text).limit(limit).toList();
    }

    static int count(String text) {
        return (int) words(text).count();
    }

    /** Those with a letter or digit: some transcribers put blanks around every comma. */
    static int countUttered(String text) {
        return (int) words(text)
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .count();
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group);
    }
}
