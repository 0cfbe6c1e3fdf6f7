package org.meetinginsights.meeting.offline;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.meetinginsights.meeting.offline.language.PhraseSet;
import org.meetinginsights.meeting.offline.language.Polarity;
import org.meetinginsights.meeting.offline.language.Token;
import org.meetinginsights.meeting.offline.transcript.ParsedTranscript;
import org.meetinginsights.meeting.offline.transcript.Sentence;

/** Selects sentences with a cue phrase: action items and risks. */
final class CueSentences {

    private static final int MAX_SENTENCES = 10;
    private static final int MINIMUM_WORDS = 3;
    private static final double MINIMUM_FLUENCY = 0.6;

    private CueSentences() {}

    /** Questions are left out, because a question asks for a promise and does not make one. */
    static List<String> actionItems(ParsedTranscript transcript, SentenceSelector selector) {
        return select(transcript, selector, transcript.lexicon().actionCues(), sentence -> !sentence.isQuestion());
    }

    /** Questions are included: "And if the bank fails?" names a risk. */
    static List<String> risks(ParsedTranscript transcript, SentenceSelector selector) {
        return select(transcript, selector, transcript.lexicon().riskCues(), sentence -> true);
    }

    private static List<String> select(
            ParsedTranscript transcript, SentenceSelector selector, PhraseSet cues, Predicate<Sentence> condition) {
        Polarity polarity = transcript.lexicon().polarity();
        List<Sentence> candidates = transcript.sentences().stream()
                .filter(CueSentences::isMeaningful)
                .filter(condition)
                .filter(sentence -> hasCue(sentence.tokens(), cues, polarity))
                .toList();
        return selector.select(candidates, chosen -> chosen.size() >= MAX_SENTENCES).stream()
                .map(Sentence::text)
                .toList();
    }

    /** "Agreed." alone agrees to nothing. */
    private static boolean isMeaningful(Sentence sentence) {
        return !sentence.terms().isEmpty()
                && sentence.proseWords() >= MINIMUM_WORDS
                && sentence.fluency() > MINIMUM_FLUENCY;
    }

    private static boolean hasCue(List<Token> tokens, PhraseSet cues, Polarity polarity) {
        return IntStream.range(0, tokens.size())
                .anyMatch(index -> cues.matchesAt(index, tokens) && !polarity.isNegated(index, tokens));
    }
}
