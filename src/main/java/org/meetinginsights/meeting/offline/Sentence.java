package org.meetinginsights.meeting.offline;

import java.util.List;
import java.util.Set;

/**
 * A sentence of the transcript. Immutable.
 *
 * @param text as it stands in the transcript
 * @param place where in the meeting it was said: 0 at the start, below 1 at the end
 * @param tokens all its words, disfluency marks left out
 * @param terms stems of the words that carry meaning, each once
 * @param prose the sentence as one would write it, without marks and false starts
 * @param proseWords the words of the prose
 * @param fluency the share of what was said that is left in the prose, 0 to 1
 */
record Sentence(
        String text,
        double place,
        List<Token> tokens,
        Set<String> terms,
        String prose,
        int proseWords,
        double fluency) {

    private static final int FEWEST_TERMS = 4;
    private static final String ENDS = ".!?…";

    /** Whether it says enough to stand alone. */
    boolean isTelling() {
        return terms.size() >= FEWEST_TERMS && !isQuestion();
    }

    boolean isQuestion() {
        return text.endsWith("?");
    }

    /** Whether it can be quoted as it is: begun and ended like a sentence, and without a transcriber's mark. */
    boolean isQuotable() {
        boolean ended = ENDS.indexOf(text.charAt(text.length() - 1)) >= 0;
        return ended && Character.isUpperCase(text.codePointAt(0)) && !Marks.in(text);
    }
}
