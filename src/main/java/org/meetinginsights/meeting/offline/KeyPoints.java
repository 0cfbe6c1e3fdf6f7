package org.meetinginsights.meeting.offline;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The sentences that tell most of the meeting, word for word. */
final class KeyPoints {

    private static final int MOST = 7;
    private static final int FEWEST = 3;
    private static final int SENTENCES_PER_POINT = 4;
    private static final double MOSTLY_SAID = 0.5;

    private KeyPoints() {}

    static List<String> of(Reading reading, Selection selection) {
        int points = Math.max(FEWEST, Math.min(MOST, reading.sentences().size() / SENTENCES_PER_POINT));
        return selection.from(candidates(reading.sentences()), chosen -> chosen.size() >= points).stream()
                .map(Sentence::text)
                .toList();
    }

    /** Only what can be quoted as it is, unless that leaves too few, as it does where nobody wrote full stops. */
    private static List<Sentence> candidates(List<Sentence> sentences) {
        Predicate<Sentence> telling = Sentence::isTelling;
        Predicate<Sentence> sayingSomething =
                sentence -> !sentence.terms().isEmpty() && sentence.fluency() > MOSTLY_SAID;
        return Stream.of(telling.and(Sentence::isQuotable), telling.and(sayingSomething), sayingSomething)
                .map(wanted -> sentences.stream().filter(wanted).toList())
                .filter(found -> found.size() >= FEWEST)
                .findFirst()
                .orElseGet(() -> sentences.stream().filter(sayingSomething).toList());
    }
}
