package org.meetinginsights.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.meeting.validation.IsoDate;
import org.meetinginsights.meeting.validation.PlainText;

class RequestValidationTest {

    private static final List<String> VALID = List.of();

    @Nested
    class TheForm {

        private final ExactlyOneForm.Validator rule = new ExactlyOneForm.Validator();

        @Test
        void isATranscript() {
            assertThat(violations(MeetingRequest.of("hello", null))).isEqualTo(VALID);
        }

        @Test
        void isATranscriptWithMetadata() {
            assertThat(violations(MeetingRequest.of("hello", SampleMeetings.METADATA)))
                    .isEqualTo(VALID);
        }

        @Test
        void isARawMeeting() {
            assertThat(violations(MeetingRequest.of(SampleMeetings.raw(null)))).isEqualTo(VALID);
        }

        @Test
        void isNotBoth() {
            assertThat(violations(new MeetingRequest("hello", null, SampleMeetings.raw(null))))
                    .containsExactly("rawMeeting: send either transcript (with metadata) or raw_meeting, not both");
        }

        @Test
        void isNotARawMeetingWithMetadata() {
            assertThat(violations(new MeetingRequest(null, MeetingMetadata.NONE, SampleMeetings.raw(null))))
                    .hasSize(1);
        }

        @Test
        void isNotEmpty() {
            assertThat(violations(new MeetingRequest(null, null, null)))
                    .containsExactly("transcript: send a transcript, or a raw_meeting");
        }

        @Test
        void isNotMetadataAlone() {
            assertThat(violations(MeetingRequest.of(null, MeetingMetadata.NONE)))
                    .containsExactly("transcript: must not be blank");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\n\t\r\n", "\u00a0", "\u3000\u2003 "})
        void isNotABlankTranscript(String blank) {
            assertThat(violations(MeetingRequest.of(blank, null))).containsExactly("transcript: must not be blank");
        }

        private List<String> violations(MeetingRequest request) {
            return Violations.of(rule, request);
        }
    }

    @Nested
    class ADate {

        private final IsoDate.Validator rule = new IsoDate.Validator();

        @ParameterizedTest
        @NullAndEmptySource
        @ValueSource(strings = {"2025-10-15T10:00:00Z", "2025-10-15T10:00:00-03:00", "2025-10-15", "2025-10-15T10:00"})
        void isIsoOrLeftOut(String date) {
            assertThat(Violations.of(rule, date)).isEqualTo(VALID);
        }

        @ParameterizedTest
        @ValueSource(strings = {" ", "1757514600", "15/10/2025", "2025-10-15T10:00:00+0300", "2025-02-30"})
        void isNoOtherFormat(String date) {
            assertThat(Violations.of(rule, date)).hasSize(1);
        }
    }

    @Nested
    class AText {

        @Test
        void mayHaveAnyOtherCharacter() {
            assertThat(singleLine("Reunião-7 ação & Cia 会議 🎉 e\u0301")).isEqualTo(VALID);
            assertThat(singleLine(null)).isEqualTo(VALID);
            assertThat(singleLine("")).isEqualTo(VALID);
        }

        @Test
        void ofOneLineHasNoLineEnds() {
            assertThat(singleLine("CUST\n[ERROR] forged"))
                    .containsExactly("holds the control character U+000A at position 4");
        }

        @Test
        void ofManyLinesMayHaveTabsLineEndsAndFormFeeds() {
            assertThat(multiLine("a\tb\r\nc\fd")).isEqualTo(VALID);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\u0000", "a\u001b[31m", "a\u0008", "a\u007f"})
        void hasNoControlCharacters(String text) {
            assertThat(multiLine(text)).singleElement().asString().contains("control character U+00", "position 1");
            assertThat(singleLine(text)).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\ud83c", "a\udf89", "a\ud83cb", "a\udf89\ud83c"})
        void hasNoLoneSurrogates(String text) {
            assertThat(multiLine(text)).singleElement().asString().contains("lone surrogate U+D", "position 1");
        }

        private List<String> singleLine(String text) {
            return violations("oneLine", text);
        }

        private List<String> multiLine(String text) {
            return violations("manyLines", text);
        }

        private List<String> violations(String field, String text) {
            PlainText.Validator rule = new PlainText.Validator();
            try {
                rule.initialize(Fields.class.getDeclaredField(field).getAnnotation(PlainText.class));
            } catch (NoSuchFieldException e) {
                throw new AssertionError(e);
            }
            return Violations.of(rule, text);
        }
    }

    private static final class Fields {
        @PlainText
        private String oneLine;

        @PlainText(multiline = true)
        private String manyLines;
    }
}
