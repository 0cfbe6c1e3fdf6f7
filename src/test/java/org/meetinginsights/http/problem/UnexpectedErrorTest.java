package org.meetinginsights.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnexpectedErrorTest {

    @Test
    void namesTheRootCauseAndItsPlaceWithoutItsMessage() {
        Exception root = new IllegalStateException("Ana said the password is 1234");
        Exception thrown = new RuntimeException("wrapped: Ana said", root);

        assertThat(UnexpectedError.describe(thrown))
                .startsWith("Unexpected java.lang.IllegalStateException at "
                        + getClass().getName())
                .doesNotContain("Ana", "1234", "\n");
    }

    @Test
    void circularCausesEnd() {
        Exception one = new IllegalStateException();
        Exception other = new IllegalStateException(one);
        one.initCause(other);

        assertThat(UnexpectedError.describe(one)).startsWith("Unexpected java.lang.IllegalStateException");
    }
}
