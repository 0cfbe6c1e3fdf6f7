package org.meetinginsights.meeting.offline;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads texts as the analyst does. */
final class Sentences {

    private static final Reader READER = reader();

    private Sentences() {}

    static Reading reading(String transcript) {
        return READER.read(transcript);
    }

    static List<Sentence> of(String transcript) {
        return reading(transcript).sentences();
    }

    private static Reader reader() {
        Map<Language, Lexicon> lexicons = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            lexicons.put(language, Lexicon.of(language));
        }
        return new Reader(lexicons);
    }
}
