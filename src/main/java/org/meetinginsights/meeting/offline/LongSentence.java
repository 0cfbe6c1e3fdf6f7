package org.meetinginsights.meeting.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts what never comes to a full stop, as automatic transcripts often do not, so that no item is a novel. Each piece
 * is a contiguous part of the sentence: cut at a comma where there is one, else between words, else between characters.
 */
final class LongSentence {

    static final int MOST_WORDS = 50;
    static final int MOST_CHARACTERS = 400;

    private static final Pattern WORD = Pattern.compile("(?U)\\s*+\\S++\\s*+|\\s++");
    private static final String PAUSES = ",;:，、；";

    private LongSentence() {}

    static List<String> pieces(String sentence) {
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < sentence.length(); ) {
            int end = end(sentence, start);
            String piece = sentence.substring(start, end).strip();
            if (!piece.isEmpty()) {
                pieces.add(piece);
            }
            start = end;
        }
        return pieces;
    }

    private static int end(String sentence, int start) {
        int limit = limit(sentence, start);
        if (limit == sentence.length()) {
            return limit;
        }
        int tooShort = start + (limit - start) / 3;
        for (int end = limit; end > tooShort; end--) {
            if (PAUSES.indexOf(sentence.charAt(end - 1)) >= 0) {
                return end;
            }
        }
        return limit;
    }

    /** After as many whole words as fit; inside the first only if it alone is too long. */
    private static int limit(String sentence, int start) {
        int most = Math.min(sentence.length(), start + MOST_CHARACTERS);
        int end = start;
        Matcher word = WORD.matcher(sentence).region(start, most);
        for (int words = 0; words < MOST_WORDS && word.find(); words++) {
            boolean mayGoOn = word.end() == most && most < sentence.length();
            if (mayGoOn && end > start) {
                return end;
            }
            end = word.end();
        }
        boolean insideCharacter = end < sentence.length() && Character.isLowSurrogate(sentence.charAt(end));
        return insideCharacter ? end - 1 : end;
    }
}
