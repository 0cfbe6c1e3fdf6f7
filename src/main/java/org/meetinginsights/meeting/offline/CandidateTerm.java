package org.meetinginsights.meeting.offline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A term that may become a topic: its frequency and its spellings. Not thread-safe. */
final class CandidateTerm {

    private static final Pattern TERM = Pattern.compile("[\\p{L}\\p{N}'’_]+(?:[ -]?[\\p{L}\\p{N}'’_]+){0,2}");
    private static final int SHORTEST = 2;
    private static final int LONGEST = 60;
    private static final int PHRASE_WEIGHT = 3;

    /** Of one or two words. A connector between them is in the spelling only. */
    private final List<String> stems;

    private final Map<String, Integer> spellings = new LinkedHashMap<>();
    private int uses;

    CandidateTerm(List<String> stems) {
        this.stems = stems;
    }

    /** Whether the text can be shown as a term: no comma or marker between its words, and no fragment of a word. */
    static boolean isTerm(String text) {
        boolean acronym = text.length() == SHORTEST && text.equals(text.toUpperCase(Locale.ROOT));
        return (acronym || text.length() > SHORTEST)
                && text.length() <= LONGEST
                && TERM.matcher(text).matches();
    }

    void count(String spelling) {
        uses++;
        spellings.merge(spelling, 1, Integer::sum);
    }

    /** Two words that occur together once do so by chance, and a repeated word is a stammer. */
    boolean isTopic() {
        return stems.size() == 1 || uses > 1 && !stems.get(0).equals(stems.get(1));
    }

    /** A term of two words says more than one word, so it weighs more. */
    int weight() {
        return stems.size() == 1 ? uses : PHRASE_WEIGHT * (uses - 1);
    }

    boolean overlaps(CandidateTerm other) {
        return !Collections.disjoint(stems, other.stems);
    }

    /** The most frequent spelling; the first of them if there are several. */
    String spelling() {
        int most = Collections.max(spellings.values());
        return spellings.keySet().stream()
                .filter(spelling -> spellings.get(spelling) == most)
                .findFirst()
                .orElseThrow();
    }
}
