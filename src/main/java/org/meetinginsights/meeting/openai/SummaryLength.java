package org.meetinginsights.meeting.openai;

import java.lang.Character.UnicodeScript;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * 100 to 200 words, or less if the transcript itself has under 200. What is written in a script that does not part words has
 * none to count: a summary in Japanese would be too short however long it is.
 */
final class SummaryLength {

    private static final int SHORTEST = 100;
    private static final int LONGEST = 200;
    private static final int TRANSCRIPT_WORTH_IT = 200;

    /** What stands between white space, Unicode's included: how most who check will count. */
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

    /** What is wrong with it, in a sentence. */
    static Optional<String> flaw(String summary, String transcript) {
        long words = words(summary);
        if (words > LONGEST) {
            return Optional.of("The summary has " + words + " words; it must not have more than " + LONGEST + ".");
        }
        if (words < SHORTEST && words(transcript) >= TRANSCRIPT_WORTH_IT && partsWords(summary)) {
            return Optional.of(
                    "The summary has " + words + " words; it must have " + SHORTEST + " to " + LONGEST + ".");
        }
        return Optional.empty();
    }

    private static long words(String text) {
        return WORD.matcher(text).results().count();
    }

    private static boolean partsWords(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long unparted = text.codePoints()
                .filter(Character::isLetter)
                .filter(letter -> WITHOUT_SPACES.contains(UnicodeScript.of(letter)))
                .count();
        return 2 * unparted <= letters;
    }
}
