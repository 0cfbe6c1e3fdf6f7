package org.meetinginsights.meeting.offline.transcript;

import java.util.List;
import java.util.Set;
import org.meetinginsights.meeting.offline.language.NonSpeechMarkers;
import org.meetinginsights.meeting.offline.language.Token;

/**
 * A sentence of the transcript. Immutable.
 *
 * @param text as it stands in the transcript
 * @param position in the meeting: 0 at the start, below 1 at the end
 * @param tokens all its words, without markers
 * @param terms the stems of its content words, each once
 * @param prose the sentence without disfluencies
 * @param proseWords the number of words of the prose
 * @param fluency the share of the spoken words that is left in the prose, 0 to 1
 */
public record Sentence(
        String text,
        double position,
        List<Token> tokens,
        Set<String> terms,
        String prose,
        int proseWords,
        double fluency) {

    private static final int MINIMUM_TERMS = 4;
    private static final String ENDS = ".!?…";

    /** Whether it says enough to stand alone. */
    public boolean isInformative() {
        return terms.size() >= MINIMUM_TERMS && !isQuestion();
    }

    public boolean isQuestion() {
        return text.endsWith("?");
    }

    /** Whether it can be quoted as it is: it starts and ends like a sentence and has no marker. */
    public boolean isQuotable() {
        boolean ended = ENDS.indexOf(text.charAt(text.length() - 1)) >= 0;
        return ended && Character.isUpperCase(text.codePointAt(0)) && !NonSpeechMarkers.in(text);
    }
}
