package org.meetinginsights.meeting.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meetinginsights.meeting.offline.language.Token;
import org.meetinginsights.meeting.offline.transcript.ParsedTranscript;
import org.meetinginsights.meeting.offline.transcript.Sentence;

/** The most frequent terms of one or two content words. */
final class Topics {

    private static final int MAX_TOPICS = 8;

    /** "Taxa de manutenção" and "cost of production" are terms too. */
    private static final Set<String> CONNECTORS = Set.of("de", "do", "da", "dos", "das", "of");

    private final Map<String, CandidateTerm> candidates = new LinkedHashMap<>();

    private Topics() {}

    static List<String> of(ParsedTranscript transcript) {
        Topics found = new Topics();
        transcript.sentences().forEach(found::count);
        return found.best();
    }

    private void count(Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        for (int index = 0; index < tokens.size(); index++) {
            if (tokens.get(index).content()) {
                count(sentence.text(), tokens.subList(index, index + 1));
                int next = index + 1;
                if (next < tokens.size() && CONNECTORS.contains(tokens.get(next).stem())) {
                    next++;
                }
                if (next < tokens.size() && tokens.get(next).content()) {
                    count(sentence.text(), tokens.subList(index, next + 1));
                }
            }
        }
    }

    private void count(String sentence, List<Token> words) {
        String spelling = sentence.substring(
                words.get(0).start(), words.get(words.size() - 1).end());
        List<String> stems =
                words.stream().filter(Token::content).map(Token::stem).toList();
        if (CandidateTerm.isTerm(spelling)) {
            candidates
                    .computeIfAbsent(String.join(" ", stems), key -> new CandidateTerm(stems))
                    .count(spelling);
        }
    }

    private List<String> best() {
        List<CandidateTerm> ranked = new ArrayList<>(candidates.values());
        ranked.removeIf(term -> !term.isTopic());
        ranked.sort(Comparator.comparingInt(CandidateTerm::weight).reversed());
        List<CandidateTerm> selected = new ArrayList<>();
        for (CandidateTerm term : ranked) {
            if (selected.size() < MAX_TOPICS && selected.stream().noneMatch(term::overlaps)) {
                selected.add(term);
            }
        }
        return selected.stream().map(CandidateTerm::spelling).toList();
    }
}
