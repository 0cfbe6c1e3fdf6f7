package org.meetinginsights.meeting.offline;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The meeting in 100 to 200 words: its most telling sentences in the order they were said, written as prose. Of a
 * transcript under 200 words it is about the same share, and never more than was said.
 */
final class Summary {

    private static final int FEWEST_WORDS = 100;
    private static final int ENOUGH_WORDS = 120;

    /** Transcripts from this length on owe a summary of the full length. */
    private static final int LONG_TRANSCRIPT = 200;

    private static final int LONGEST_WORD = 100;

    private Summary() {}

    static String of(Reading reading, Selection selection) {
        int said = Words.first(LONG_TRANSCRIPT, reading.transcript()).size();
        int enough = ENOUGH_WORDS * said / LONG_TRANSCRIPT;
        int fewest = said < LONG_TRANSCRIPT ? 1 : FEWEST_WORDS;
        List<Sentence> all = reading.sentences().stream()
                .filter(sentence -> sentence.proseWords() > 0)
                .toList();
        List<Sentence> telling = all.stream().filter(Sentence::isTelling).toList();
        return Stream.of(telling, all)
                .map(candidates -> of(candidates, selection, enough))
                .filter(summary -> Words.count(summary) >= fewest && Words.count(summary) <= said)
                .findFirst()
                .orElseGet(() -> opening(reading.transcript()));
    }

    private static String of(List<Sentence> candidates, Selection selection, int enough) {
        return selection.from(candidates, chosen -> words(chosen) >= enough).stream()
                .map(Sentence::prose)
                .collect(Collectors.joining(" "));
    }

    private static int words(List<Sentence> sentences) {
        return sentences.stream().mapToInt(Sentence::proseWords).sum();
    }

    /** What is left to say where nothing was said: the words as they came. */
    private static String opening(String transcript) {
        return Words.first(ENOUGH_WORDS, transcript).stream()
                .map(Summary::shortened)
                .collect(Collectors.joining(" "));
    }

    private static String shortened(String word) {
        int characters = Math.min(LONGEST_WORD, word.codePointCount(0, word.length()));
        return word.substring(0, word.offsetByCodePoints(0, characters));
    }
}
