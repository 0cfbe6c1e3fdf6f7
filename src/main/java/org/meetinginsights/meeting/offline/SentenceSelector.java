package org.meetinginsights.meeting.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.meetinginsights.meeting.offline.transcript.Sentence;

/** Selects sentences greedily: each time the one with the highest score, given those selected before. */
final class SentenceSelector {

    /** Candidates of each round; the others of a long meeting score too low to be worth the time. */
    private static final int MAX_CANDIDATES = 2_000;

    private final SentenceScorer scorer;

    SentenceSelector(SentenceScorer scorer) {
        this.scorer = scorer;
    }

    /** Sentences until there are enough, or all, in the order of the transcript. */
    List<Sentence> select(List<Sentence> candidates, Predicate<List<Sentence>> enough) {
        List<Sentence> left = bestCandidates(candidates);
        List<Sentence> selected = new ArrayList<>();
        Set<String> covered = new HashSet<>();
        while (!left.isEmpty() && !enough.test(selected)) {
            Sentence best = best(left, covered);
            left.remove(best);
            selected.add(best);
            covered.addAll(best.terms());
        }
        selected.sort(Comparator.comparingDouble(Sentence::position));
        return selected;
    }

    private List<Sentence> bestCandidates(List<Sentence> candidates) {
        Set<String> texts = new HashSet<>();
        return candidates.stream()
                .filter(sentence -> texts.add(sentence.text()))
                .sorted(Comparator.comparingDouble(sentence -> -scorer.score(sentence, Set.of())))
                .limit(MAX_CANDIDATES)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** A loop and not a comparator, which would score each sentence twice. */
    private Sentence best(List<Sentence> left, Set<String> covered) {
        Sentence best = left.get(0);
        double most = scorer.score(best, covered);
        for (Sentence sentence : left) {
            double score = scorer.score(sentence, covered);
            if (score > most) {
                best = sentence;
                most = score;
            }
        }
        return best;
    }
}
