package org.meetinginsights.meeting.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses sentences one by one, each time the one that adds most to those chosen before. */
final class Selection {

    /** Candidates that each round looks at; the least salient of a long meeting are not worth the time. */
    private static final int MOST_CANDIDATES = 2_000;

    private final Salience salience;

    Selection(Salience salience) {
        this.salience = salience;
    }

    /** As many as it takes, or all there are, in the order they were said. */
    List<Sentence> from(List<Sentence> candidates, Predicate<List<Sentence>> enough) {
        List<Sentence> left = mostSalient(candidates);
        List<Sentence> chosen = new ArrayList<>();
        Set<String> told = new HashSet<>();
        while (!left.isEmpty() && !enough.test(chosen)) {
            Sentence best = best(left, told);
            left.remove(best);
            chosen.add(best);
            told.addAll(best.terms());
        }
        chosen.sort(Comparator.comparingDouble(Sentence::place));
        return chosen;
    }

    private List<Sentence> mostSalient(List<Sentence> candidates) {
        Comparator<Sentence> bySalience = Comparator.comparingDouble(sentence -> -salience.of(sentence, Set.of()));
        Set<String> texts = new HashSet<>();
        return new ArrayList<>(candidates.stream()
                .filter(sentence -> texts.add(sentence.text()))
                .sorted(bySalience)
                .limit(MOST_CANDIDATES)
                .toList());
    }

    private Sentence best(List<Sentence> left, Set<String> told) {
        Sentence best = left.get(0);
        double most = salience.of(best, told);
        for (Sentence sentence : left) {
            double value = salience.of(sentence, told);
            if (value > most) {
                best = sentence;
                most = value;
            }
        }
        return best;
    }
}
