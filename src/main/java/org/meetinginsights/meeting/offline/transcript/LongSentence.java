package org.meetinginsights.meeting.offline.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a sentence that is too long, because automatic transcripts often have no full stops. Each piece is a contiguous
 * part of the sentence. The split is at a comma if there is one, otherwise between words, otherwise between characters.
 */
final class LongSentence {

    static final int MAX_WORDS = 50;
    static final int MAX_CHARACTERS = 400;

    private static final Pattern WORD = Pattern.compile("(?U)\\s*+\\S++\\s*+|\\s++");
    private static final String SPLIT_MARKS = ",;:，、；";

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
            if (SPLIT_MARKS.indexOf(sentence.charAt(end - 1)) >= 0) {
                return end;
            }
        }
        return limit;
    }

    /** After as many whole words as fit. Inside a word only if the first word alone is too long. */
    private static int limit(String sentence, int start) {
        int most = Math.min(sentence.length(), start + MAX_CHARACTERS);
        int end = start;
        Matcher word = WORD.matcher(sentence).region(start, most);
        for (int words = 0; words < MAX_WORDS && word.find(); words++) {
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
