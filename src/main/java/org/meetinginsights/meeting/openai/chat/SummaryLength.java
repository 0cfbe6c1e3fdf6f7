package org.meetinginsights.meeting.openai.chat;

import java.util.Optional;
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

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private static final Pattern LETTER_WITHOUT_SPACES = Pattern.compile(
            "[\\p{L}&&[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]]");

    private SummaryLength() {}

    /** What is wrong with the summary, in one sentence. */
    public static Optional<String> violation(String summary, String transcript) {
        long words = count(WORD, summary);
        if (words > LONGEST) {
            return Optional.of("The summary has " + words + " words; it must not have more than " + LONGEST + ".");
        }
        if (words < SHORTEST && count(WORD, transcript) >= LONG_TRANSCRIPT && hasSpaces(summary)) {
            return Optional.of(
                    "The summary has " + words + " words; it must have " + SHORTEST + " to " + LONGEST + ".");
        }
        return Optional.empty();
    }

    /** Whether at most half of its letters belong to a script without spaces. */
    private static boolean hasSpaces(String text) {
        return 2 * count(LETTER_WITHOUT_SPACES, text) <= count(LETTER, text);
    }

    private static long count(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }
}
