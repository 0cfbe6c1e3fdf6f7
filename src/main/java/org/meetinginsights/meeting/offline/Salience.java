package org.meetinginsights.meeting.offline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much of what the meeting was about a sentence tells: the more often a term is used in the meeting, the more a
 * sentence with it tells, and the less once another sentence has told it. Openings count more, for that is where people
 * say what they came for. Immutable.
 */
final class Salience {

    /** Below 1, or the longest sentences would always win; well above 0, or the shortest would. */
    private static final double LENGTH_EXPONENT = 0.7;

    private static final double ALREADY_TOLD = 0.3;
    private static final double OPENING_BONUS = 1;
    private static final double OPENING_DECAY = 10;

    private final Map<String, Double> weights = new HashMap<>();

    Salience(List<Sentence> sentences) {
        Map<String, Integer> uses = new HashMap<>();
        for (Sentence sentence : sentences) {
            sentence.tokens().stream()
                    .filter(Token::content)
                    .forEach(token -> uses.merge(token.stem(), 1, Integer::sum));
        }
        uses.forEach((term, count) -> weights.put(term, Math.log1p(count)));
    }

    /** @param told the terms of the sentences chosen so far */
    double of(Sentence sentence, Set<String> told) {
        double sum = 0;
        for (String term : sentence.terms()) {
            sum += weights.get(term) * (told.contains(term) ? ALREADY_TOLD : 1);
        }
        double opening = 1 + OPENING_BONUS * Math.exp(-OPENING_DECAY * sentence.place());
        return sum * opening * sentence.fluency() / Math.pow(Math.max(1, sentence.proseWords()), LENGTH_EXPONENT);
    }
}
