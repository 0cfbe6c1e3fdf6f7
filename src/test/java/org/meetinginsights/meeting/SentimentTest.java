package org.meetinginsights.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentimentTest {

    @ParameterizedTest
    @CsvSource({
        "0, negative",
        "0.399999, negative",
        "0.4, neutral",
        "0.5, neutral",
        "0.599999, neutral",
        "0.6, positive",
        "1, positive"
    })
    void theLabelFollowsFromTheScore(double score, String label) {
        assertThat(Sentiment.of(score).label()).isEqualTo(label);
    }
}
