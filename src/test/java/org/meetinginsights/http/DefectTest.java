package org.meetinginsights.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefectTest {

    @Test
    void itNamesTheRootAndWhereItHappenedAndQuotesNobody() {
        Exception root = new IllegalStateException("Ana said the password is 1234");
        Exception thrown = new RuntimeException("wrapped: Ana said", root);

        assertThat(Defect.describe(thrown))
                .startsWith("Unexpected java.lang.IllegalStateException at "
                        + getClass().getName())
                .doesNotContain("Ana", "1234", "\n");
    }

    @Test
    void causesThatGoRoundInACircleDoNotHoldItUp() {
        Exception one = new IllegalStateException();
        Exception other = new IllegalStateException(one);
        one.initCause(other);

        assertThat(Defect.describe(one)).startsWith("Unexpected java.lang.IllegalStateException");
    }
}
