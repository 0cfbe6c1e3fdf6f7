package org.meetinginsights.meeting.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;

/** Turns speech into what one would write: no marks, fillers or false starts, and spaces where they belong. */
final class Prose {

    private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
    private static final Pattern LEFT_OVER = Pattern.compile("^[\\s,.;:!?-]+");
    private static final Pattern SPACE_BEFORE =
            Pattern.compile("\\s+(?=[,.;:!?%)\\]]|n['’]t\\b|['’](?:s|m|d|re|ve|ll)\\b)");
    private static final Pattern SPACE_AFTER = Pattern.compile("(?<=[(\\[])\\s+");
    private static final Pattern PAUSES = Pattern.compile("([,;:.])(?:\\s*[,;:])+");
    private static final int LONGEST_REPEAT = 3;
    private static final int LONGEST_FALSE_START = 4;

    private final Lexicon lexicon;

    Prose(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    String of(String sentence) {
        String joined = String.join(" ", withoutDisfluencies(sentence));
        String tidy = SPACE_BEFORE.matcher(joined).replaceAll("");
        tidy = SPACE_AFTER.matcher(tidy).replaceAll("");
        tidy = PAUSES.matcher(tidy).replaceAll("$1");
        tidy = LEFT_OVER.matcher(tidy).replaceAll("");
        return tidy.isEmpty() ? tidy : withCapital(withFullStop(tidy));
    }

    private List<String> withoutDisfluencies(String sentence) {
        List<String> kept = new ArrayList<>();
        for (String word : Words.of(Marks.blanked(sentence))) {
            if (!isFiller(word)) {
                dropFalseStart(kept, word);
                kept.add(word);
                dropRepeat(kept);
            }
        }
        return kept;
    }

    private boolean isFiller(String word) {
        CharArraySet fillers = lexicon.fillers();
        String bare = EDGES.matcher(word).replaceAll("");
        return !bare.isEmpty() && fillers.contains(bare);
    }

    /** "the pr project", "desi design". */
    private void dropFalseStart(List<String> kept, String next) {
        if (kept.isEmpty()) {
            return;
        }
        String last = kept.get(kept.size() - 1);
        boolean falseStart = last.length() <= LONGEST_FALSE_START
                && last.length() < next.length()
                && lower(next).startsWith(lower(last))
                && last.chars().allMatch(Character::isLetter)
                && !lexicon.stopWords().contains(last);
        if (falseStart) {
            kept.remove(kept.size() - 1);
        }
    }

    /** "we have we have": people say it twice, nobody writes it twice. Numbers may well be meant twice. */
    private static void dropRepeat(List<String> kept) {
        for (int length = 1; length <= LONGEST_REPEAT && 2 * length <= kept.size(); length++) {
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
