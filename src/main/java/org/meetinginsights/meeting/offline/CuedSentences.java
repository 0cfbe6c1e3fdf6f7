package org.meetinginsights.meeting.offline;

import java.util.List;
import java.util.function.Predicate;

/** Sentences that give themselves away by a phrase, word for word: action items and risks. */
final class CuedSentences {

    private static final int MOST = 10;
    private static final int FEWEST_WORDS = 3;
    private static final double MOSTLY_SAID = 0.6;

    private final Reading reading;
    private final Selection selection;

    CuedSentences(Reading reading, Selection selection) {
        this.reading = reading;
        this.selection = selection;
    }

    /** A question asks for a promise, it does not make one. */
    List<String> actionItems() {
        return with(reading.lexicon().actionCues(), sentence -> !sentence.isQuestion());
    }

    /** "And if the bank fails?" names a risk, though it is a question. */
    List<String> risks() {
        return with(reading.lexicon().riskCues(), sentence -> true);
    }

    private List<String> with(Phrases cues, Predicate<Sentence> wanted) {
        List<Sentence> candidates = reading.sentences().stream()
                .filter(sentence -> says(sentence))
                .filter(wanted)
                .filter(sentence -> has(cues, sentence.tokens()))
                .toList();
        return selection.from(candidates, chosen -> chosen.size() >= MOST).stream()
                .map(Sentence::text)
                .toList();
    }

    /** "Agreed." alone agrees to nothing. */
    private static boolean says(Sentence sentence) {
        return !sentence.terms().isEmpty() && sentence.proseWords() >= FEWEST_WORDS && sentence.fluency() > MOSTLY_SAID;
    }

    private boolean has(Phrases cues, List<Token> tokens) {
        for (int index = 0; index < tokens.size(); index++) {
            if (cues.beginAt(index, tokens) && !reading.lexicon().polarity().isNegated(index, tokens)) {
                return true;
            }
        }
        return false;
    }
}
