package org.meetinginsights.meeting.offline;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.meetinginsights.meeting.offline.transcript.ParsedTranscript;
import org.meetinginsights.meeting.offline.transcript.Sentence;

/** The most informative sentences of the meeting, word for word. */
final class KeyPoints {

    private static final int MAXIMUM = 7;
    private static final int MINIMUM = 3;
    private static final int SENTENCES_PER_POINT = 4;
    private static final double MINIMUM_FLUENCY = 0.5;

    private KeyPoints() {}

    static List<String> of(ParsedTranscript transcript, SentenceSelector selector) {
        int points = Math.max(MINIMUM, Math.min(MAXIMUM, transcript.sentences().size() / SENTENCES_PER_POINT));
        return selector.select(candidates(transcript.sentences()), selected -> selected.size() >= points).stream()
                .map(Sentence::text)
                .toList();
    }

    /** Sentences that can be quoted as they are. If there are too few, because there are no full stops, others as well. */
    private static List<Sentence> candidates(List<Sentence> sentences) {
        Predicate<Sentence> informative = Sentence::isInformative;
        Predicate<Sentence> meaningful =
                sentence -> !sentence.terms().isEmpty() && sentence.fluency() > MINIMUM_FLUENCY;
        return Stream.of(informative.and(Sentence::isQuotable), informative.and(meaningful), meaningful)
                .map(wanted -> sentences.stream().filter(wanted).toList())
                .filter(found -> found.size() >= MINIMUM)
                .findFirst()
                .orElseGet(() -> sentences.stream().filter(meaningful).toList());
    }
}
