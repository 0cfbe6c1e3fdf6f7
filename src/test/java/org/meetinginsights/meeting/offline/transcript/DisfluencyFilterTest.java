package org.meetinginsights.meeting.offline.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisfluencyFilterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "so {disfmarker} um , the price is {pause} too high .  | So, the price is too high.",
                "this is the pr project plan                           | This is the project plan.",
                "we have we have two two machines                      | We have two machines.",
                "it costs 2 2 2 euros                                  | It costs 2 2 2 euros.",
                "I 've said it is n't right                            | I've said it isn't right.",
                "A taxa é alta, né, muito alta                         | A taxa é alta, muito alta.",
                "because , obviously ,                                 | Because, obviously.",
            })
    void speechBecomesWrittenText(String said, String written) {
        assertThat(ParsedSentences.of(said))
                .singleElement()
                .extracting(Sentence::prose)
                .isEqualTo(written);
    }
}
