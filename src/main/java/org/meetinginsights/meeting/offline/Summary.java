package org.meetinginsights.meeting.offline;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meetinginsights.meeting.offline.transcript.ParsedTranscript;
import org.meetinginsights.meeting.offline.transcript.Sentence;
import org.meetinginsights.meeting.offline.transcript.Words;

/**
 * A summary of 100 to 200 words: the prose of the most informative sentences, in the order of the transcript. For a
 * transcript under 200 words it is shorter in proportion, and never longer than the transcript.
 */
final class Summary {

    private static final int MINIMUM_WORDS = 100;
    private static final int TARGET_WORDS = 120;

    /** From this length on a summary must have the full length. */
    private static final int LONG_TRANSCRIPT = 200;

    private static final int MAX_WORD_LENGTH = 100;

    private Summary() {}

    static String of(ParsedTranscript transcript, SentenceSelector selector) {
        int words = Words.first(LONG_TRANSCRIPT, transcript.text()).size();
        int target = TARGET_WORDS * words / LONG_TRANSCRIPT;
        int minimum = words < LONG_TRANSCRIPT ? 1 : MINIMUM_WORDS;
        List<Sentence> all = transcript.sentences().stream()
                .filter(sentence -> sentence.proseWords() > 0)
                .toList();
        List<Sentence> informative =
                all.stream().filter(Sentence::isInformative).toList();
        return Stream.of(informative, all)
                .map(candidates -> of(candidates, selector, target))
                .filter(summary -> Words.count(summary) >= minimum && Words.count(summary) <= words)
                .findFirst()
                .orElseGet(() -> opening(transcript.text()));
    }

    private static String of(List<Sentence> candidates, SentenceSelector selector, int target) {
        return selector.select(candidates, selected -> words(selected) >= target).stream()
                .map(Sentence::prose)
                .collect(Collectors.joining(" "));
    }

    private static int words(List<Sentence> sentences) {
        return sentences.stream().mapToInt(Sentence::proseWords).sum();
    }

    /** The first words as they are, for a transcript without usable sentences. */
    private static String opening(String transcript) {
        return Words.first(TARGET_WORDS, transcript).stream()
                .map(Summary::shortened)
                .collect(Collectors.joining(" "));
    }

    private static String shortened(String word) {
        int characters = Math.min(MAX_WORD_LENGTH, word.codePointCount(0, word.length()));
        return word.substring(0, word.offsetByCodePoints(0, characters));
    }
}
