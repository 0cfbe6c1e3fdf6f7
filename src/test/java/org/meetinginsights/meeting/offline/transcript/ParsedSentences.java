package org.meetinginsights.meeting.offline.transcript;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.meetinginsights.meeting.offline.language.Language;
import org.meetinginsights.meeting.offline.language.Lexicon;

/** Parses texts as the analyst does. */
public final class ParsedSentences {

    private static final TranscriptParser PARSER = parser();

    private ParsedSentences() {}

    public static ParsedTranscript parse(String transcript) {
        return PARSER.parse(transcript);
    }

    public static List<Sentence> of(String transcript) {
        return parse(transcript).sentences();
    }

    private static TranscriptParser parser() {
        Map<Language, Lexicon> lexicons = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            lexicons.put(language, Lexicon.of(language));
        }
        return new TranscriptParser(lexicons);
    }
}
