package org.meetinginsights.meeting.offline;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.meetinginsights.meeting.offline.language.Token;
import org.meetinginsights.meeting.offline.transcript.Sentence;

/**
 * Scores how informative a sentence is. The score grows with the frequency of its terms in the meeting, and a term that
 * another selected sentence has already counts less. Sentences at the start score higher, because people say there what
 * the meeting is about. Immutable.
 */
final class SentenceScorer {

    /** With 1 the shortest sentences would always win, with 0 the longest. */
    private static final double LENGTH_EXPONENT = 0.7;

    private static final double COVERED_TERM_WEIGHT = 0.3;
    private static final double START_BONUS = 1;
    private static final double START_DECAY = 10;

    private final Map<String, Double> weights;

    SentenceScorer(List<Sentence> sentences) {
        weights = sentences.stream()
                .flatMap(sentence -> sentence.tokens().stream())
                .filter(Token::content)
                .collect(Collectors.groupingBy(
                        Token::stem, Collectors.collectingAndThen(Collectors.counting(), count -> Math.log1p(count))));
    }

    /** @param covered the terms of the sentences selected so far */
    double score(Sentence sentence, Set<String> covered) {
        double sum = 0;
        for (String term : sentence.terms()) {
            sum += weights.get(term) * (covered.contains(term) ? COVERED_TERM_WEIGHT : 1);
        }
        double start = 1 + START_BONUS * Math.exp(-START_DECAY * sentence.position());
        return sum * start * sentence.fluency() / Math.pow(Math.max(1, sentence.proseWords()), LENGTH_EXPONENT);
    }
}
