package org.meetinginsights.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSyntaxFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "",
                "text/html, application/json;q=0.9, */*;q=0.8",
                "application/json; Q = 1.000",
                "text/plain;q=.5",
                "a/b;q=0",
                "a/b;q=0.12345",
                "a/b;quality=high",
            })
    void weightsFrom0To1AreValid(String accept) {
        assertThat(RequestSyntaxFilter.hasValidWeights(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b;q=high", "a/b;q=2", "a/b;q=1.1", "a/b;q=", "a/b;q=-0", "a/b;q=1e0", "*/*, a/b; q=NaN"})
    void otherWeightsAreInvalid(String accept) {
        assertThat(RequestSyntaxFilter.hasValidWeights(accept)).isFalse();
    }
}
