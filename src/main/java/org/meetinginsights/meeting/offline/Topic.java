package org.meetinginsights.meeting.offline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A term under observation: how often it is used, and how it is written. Not thread-safe. */
final class Topic {

    private static final Pattern TERM = Pattern.compile("[\\p{L}\\p{N}'’_]+(?:[ -]?[\\p{L}\\p{N}'’_]+){0,2}");
    private static final int SHORTEST = 2;
    private static final int LONGEST = 60;
    private static final int PHRASE_WEIGHT = 3;

    /** Of one word, or two; what connects them is in the surface only. */
    private final List<String> stems;

    private final Map<String, Integer> surfaces = new LinkedHashMap<>();
    private int uses;

    Topic(List<String> stems) {
        this.stems = stems;
    }

    /** Whether the text can be shown as a term: no comma or mark between its words, and no torso of a word. */
    static boolean isTerm(String text) {
        boolean acronym = text.length() == SHORTEST && text.equals(text.toUpperCase(Locale.ROOT));
        return (acronym || text.length() > SHORTEST)
                && text.length() <= LONGEST
                && TERM.matcher(text).matches();
    }

    void count(String surface) {
        uses++;
        surfaces.merge(surface, 1, Integer::sum);
    }

    /** Two words that meet once have met by chance, and a word that meets itself is a stammer. */
    boolean isTopic() {
        return stems.size() == 1 || uses > 1 && !stems.get(0).equals(stems.get(1));
    }

    /** Two words say more than one, so they count as if used more often. */
    int weight() {
        return stems.size() == 1 ? uses : PHRASE_WEIGHT * (uses - 1);
    }

    boolean overlaps(Topic other) {
        return !Collections.disjoint(stems, other.stems);
    }

    /** As it is written most often, and first. */
    String surface() {
        int most = Collections.max(surfaces.values());
        return surfaces.keySet().stream()
                .filter(surface -> surfaces.get(surface) == most)
                .findFirst()
                .orElseThrow();
    }
}
