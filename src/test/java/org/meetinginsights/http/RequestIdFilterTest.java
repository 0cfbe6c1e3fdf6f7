package org.meetinginsights.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdFilterTest {

    private static final int LONGEST = 128;

    @ParameterizedTest
    @ValueSource(strings = {"a", "order-42", "A.b_c-9", "1234567890", "...."})
    void aValidIdIsKept(String sent) {
        assertThat(RequestIdFilter.idOf(sent)).isEqualTo(sent);
    }

    @Test
    void anIdMayHave128Characters() {
        assertThat(RequestIdFilter.idOf("x".repeat(LONGEST))).hasSize(LONGEST).matches("x+");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "a b", "a|b", "a\n[ERROR]", "a\n", "ação", "a/b", "a;b", "a:b", "${jndi}"})
    void anInvalidIdIsReplaced(String sent) {
        assertIsNew(RequestIdFilter.idOf(sent));
    }

    @Test
    void aLongerIdIsReplaced() {
        assertIsNew(RequestIdFilter.idOf("x".repeat(LONGEST + 1)));
    }

    @Test
    void newIdsDiffer() {
        assertThat(RequestIdFilter.idOf(null)).isNotEqualTo(RequestIdFilter.idOf(null));
    }

    private static void assertIsNew(String id) {
        assertThat(UUID.fromString(id)).hasToString(id);
    }
}
