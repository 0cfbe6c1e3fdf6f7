package org.meetinginsights.meeting.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.meeting.openai.StubCompletions;

class SummaryLengthTest {

    private static final String LONG = StubCompletions.words(200);
    private static final String SHORT = StubCompletions.words(199);

    @ParameterizedTest
    @ValueSource(ints = {100, 150, 200})
    void oneHundredToTwoHundredWordsAreValid(int words) {
        assertThat(SummaryLength.violation(StubCompletions.words(words), LONG)).isEmpty();
    }

    @Test
    void ninetyNineWordsAreTooFew() {
        assertThat(SummaryLength.violation(StubCompletions.words(99), LONG))
                .contains("The summary has 99 words; it must have 100 to 200.");
    }

    @Test
    void aShortTranscriptMayHaveAShorterSummary() {
        assertThat(SummaryLength.violation("Hello.", SHORT)).isEmpty();
    }

    @Test
    void twoHundredAndOneWordsAreTooManyForAnyTranscript() {
        assertThat(SummaryLength.violation(StubCompletions.words(201), SHORT))
                .contains("The summary has 201 words; it must not have more than 200.");
    }

    @Test
    void noBreakSpacesSeparateWords() {
        assertThat(SummaryLength.violation("word\u00a0".repeat(100), LONG)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"顧客は融資について相談し、来週までに書類を送ることになった。", "ลูกค้าจะส่งเอกสารภายในสัปดาห์หน้า"})
    void scriptsWithoutSpacesHaveNoMinimum(String summary) {
        assertThat(SummaryLength.violation(summary, LONG)).isEmpty();
    }

    @Test
    void aNameInAnotherScriptChangesNothing() {
        assertThat(SummaryLength.violation("The customer, 田中, will send the documents.", LONG))
                .isPresent();
    }

    @Test
    void wordsOfOtherScriptsCount() {
        assertThat(SummaryLength.violation("ação ".repeat(100), LONG)).isEmpty();
    }
}
