package org.meetinginsights.meeting;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssessmentTest {

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void aScoreOutOfRangeIsRejected(double score) {
        assertThatThrownBy(
                        () -> new Assessment(MeetingMetadata.NONE, score, "summary", List.of(), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
