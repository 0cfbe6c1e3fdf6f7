package org.meetinginsights.meeting.offline.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.meetinginsights.meeting.offline.language.Lexicon;
import org.meetinginsights.meeting.offline.language.NonSpeechMarkers;

/** Makes written text of speech: removes markers, fillers, repetitions and false starts, and corrects the spacing. */
final class DisfluencyFilter {

    private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
    private static final Pattern LEADING = Pattern.compile("^[\\s,.;:!?-]+");
    private static final Pattern SPACE_BEFORE =
            Pattern.compile("\\s+(?=[,.;:!?%)\\]]|n['’]t\\b|['’](?:s|m|d|re|ve|ll)\\b)");
    private static final Pattern SPACE_AFTER = Pattern.compile("(?<=[(\\[])\\s+");
    private static final Pattern PUNCTUATION_RUN = Pattern.compile("([,;:.])(?:\\s*[,;:])+");
    private static final int LONGEST_REPETITION = 3;
    private static final int LONGEST_FALSE_START = 4;

    private final Lexicon lexicon;

    DisfluencyFilter(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    String filter(String sentence) {
        String joined = String.join(" ", withoutDisfluencies(sentence));
        String tidy = SPACE_BEFORE.matcher(joined).replaceAll("");
        tidy = SPACE_AFTER.matcher(tidy).replaceAll("");
        tidy = PUNCTUATION_RUN.matcher(tidy).replaceAll("$1");
        tidy = LEADING.matcher(tidy).replaceAll("");
        return tidy.isEmpty() ? tidy : withCapital(withFullStop(tidy));
    }

    private List<String> withoutDisfluencies(String sentence) {
        List<String> kept = new ArrayList<>();
        for (String word : Words.of(NonSpeechMarkers.blanked(sentence))) {
            if (!isFiller(word)) {
                removeFalseStart(kept, word);
                kept.add(word);
                removeRepetition(kept);
            }
        }
        return kept;
    }

    private boolean isFiller(String word) {
        String bare = EDGES.matcher(word).replaceAll("");
        return !bare.isEmpty() && lexicon.isFiller(bare);
    }

    /** The word before is a false start: "the pr project", "desi design". */
    private void removeFalseStart(List<String> kept, String next) {
        if (kept.isEmpty()) {
            return;
        }
        String last = kept.get(kept.size() - 1);
        boolean falseStart = last.length() <= LONGEST_FALSE_START
                && last.length() < next.length()
                && lower(next).startsWith(lower(last))
                && last.chars().allMatch(Character::isLetter)
                && !lexicon.isStopWord(last);
        if (falseStart) {
            kept.remove(kept.size() - 1);
        }
    }

    /** "we have we have" becomes "we have". Numbers stay, because they may be meant twice. */
    private static void removeRepetition(List<String> kept) {
        for (int length = 1; length <= LONGEST_REPETITION && 2 * length <= kept.size(); length++) {
            List<String> said = kept.subList(kept.size() - length, kept.size());
            List<String> before = kept.subList(kept.size() - 2 * length, kept.size() - length);
            if (lower(String.join(" ", said)).equals(lower(String.join(" ", before)))
                    && said.stream().noneMatch(word -> word.chars().anyMatch(Character::isDigit))) {
                said.clear();
                return;
            }
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String withCapital(String text) {
        int first = text.codePointAt(0);
        return Character.toString(Character.toUpperCase(first)) + text.substring(Character.charCount(first));
    }

    private static String withFullStop(String text) {
        String ended = text.replaceFirst("[\\s,;:-]+$", "");
        return !ended.isEmpty() && Character.isLetterOrDigit(ended.codePointBefore(ended.length()))
                ? ended + "."
                : ended;
    }
}
