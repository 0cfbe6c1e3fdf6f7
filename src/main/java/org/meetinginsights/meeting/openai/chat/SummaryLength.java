package org.meetinginsights.meeting.openai.chat;

import java.lang.Character.UnicodeScript;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rule that a summary has 100 to 200 words, or fewer if the transcript has fewer than 200. The minimum does not apply to
 * scripts without spaces between words: a summary in Japanese would be too short however long it is.
 */
public final class SummaryLength {

    private static final int SHORTEST = 100;
    private static final int LONGEST = 200;
    private static final int LONG_TRANSCRIPT = 200;

    /** Text between white space, including Unicode's, as most tools count. */
    private static final Pattern WORD = Pattern.compile("(?U)\\S+");

    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private SummaryLength() {}

    /** What is wrong with the summary, in one sentence. */
    public static Optional<String> violation(String summary, String transcript) {
        long words = words(summary);
        if (words > LONGEST) {
            return Optional.of("The summary has " + words + " words; it must not have more than " + LONGEST + ".");
        }
        if (words < SHORTEST && words(transcript) >= LONG_TRANSCRIPT && hasSpaces(summary)) {
            return Optional.of(
                    "The summary has " + words + " words; it must have " + SHORTEST + " to " + LONGEST + ".");
        }
        return Optional.empty();
    }

    private static long words(String text) {
        return WORD.matcher(text).results().count();
    }

    /** Whether at most half of its letters belong to a script without spaces. */
    private static boolean hasSpaces(String text) {
        double share = text.codePoints()
                .filter(Character::isLetter)
                .map(letter -> WITHOUT_SPACES.contains(UnicodeScript.of(letter)) ? 1 : 0)
                .average()
                .orElse(0);
        return share <= 0.5;
    }
}
