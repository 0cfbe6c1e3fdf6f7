package org.meetinginsights.meeting.offline.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.meetinginsights.meeting.offline.RecordedMeetings;

class LanguageDetectorTest {

    private static final Map<Language, Lexicon> LEXICONS = new EnumMap<>(Map.of(
            Language.ENGLISH, Lexicon.of(Language.ENGLISH), Language.PORTUGUESE, Lexicon.of(Language.PORTUGUESE)));

    private static Stream<String> meetings() {
        return RecordedMeetings.names();
    }

    @ParameterizedTest
    @MethodSource("meetings")
    void theLanguageOfEveryRecordedMeetingIsDetected(String name) {
        Language expected = name.startsWith("BR-") ? Language.PORTUGUESE : Language.ENGLISH;

        assertThat(LanguageDetector.detect(RecordedMeetings.named(name).transcript(), LEXICONS))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"Vou pedir o estorno,PORTUGUESE", "We will see,ENGLISH", "um um a as,ENGLISH", "预算,ENGLISH"})
    void aFewWordsAreEnough(String transcript, Language expected) {
        assertThat(LanguageDetector.detect(transcript, LEXICONS)).isEqualTo(expected);
    }
}
