package org.meetinginsights.meeting.offline.transcript;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Splits a turn into sentences, each a contiguous part of it. Not thread-safe. */
final class SentenceSplitter {

    private static final Pattern ABBREVIATION = Pattern.compile(
            "(?:^|.*[\\s(])(?:Sra?|Dra?|Mrs?|Ms|Prof|Profa|Eng|Hon|St|nº|Ltda|[A-Z])\\.\\s*", Pattern.DOTALL);
    private static final int LONGEST_ABBREVIATION = 8;

    /** Above it are the full stops of languages that put no blank after them. */
    private static final int ASCII = 0x80;

    private final BreakIterator sentences;

    SentenceSplitter(Locale locale) {
        sentences = BreakIterator.getSentenceInstance(locale);
    }

    List<String> split(String turn) {
        List<String> found = new ArrayList<>();
        sentences.setText(turn);
        int start = sentences.first();
        for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
            if (end < turn.length() && !isEnd(turn, start, end)) {
                continue;
            }
            found.addAll(LongSentence.pieces(turn.substring(start, end).strip()));
            start = end;
        }
        return found;
    }

    /** The iterator also stops after "Sra.", and at the question mark of a URL. */
    private static boolean isEnd(String turn, int start, int end) {
        char last = turn.charAt(end - 1);
        boolean insideWord = last < ASCII && !Character.isWhitespace(last);
        String before = turn.substring(Math.max(start, end - LONGEST_ABBREVIATION), end);
        return !insideWord && !ABBREVIATION.matcher(before).matches();
    }
}
