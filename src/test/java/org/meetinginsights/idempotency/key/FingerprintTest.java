package org.meetinginsights.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void equalFieldsHaveOne() {
        assertThat(of("a", "b")).isEqualTo(of("a", "b"));
    }

    @Test
    void itIsSha256OverEachFieldWithItsLengthInFront() {
        // sha256(00000001 61 00000002 c3a9 ffffffff)
        assertThat(of("a", "é", null).hex())
                .isEqualTo("fcaeaa0050ba4ea71359593dafed197e845d7f536512e7f76ed61901ac72aa7f");
    }

    @Test
    void whereAFieldEndsMatters() {
        assertThat(of("ab", "c")).isNotEqualTo(of("a", "bc"));
    }

    @Test
    void theirOrderMatters() {
        assertThat(of("a", "b")).isNotEqualTo(of("b", "a"));
    }

    @Test
    void anAbsentFieldIsNotAnEmptyOne() {
        assertThat(of("a", null)).isNotEqualTo(of("a", ""));
        assertThat(of("a", null)).isNotEqualTo(of("a"));
    }

    @Test
    void nothingIsTrimmed() {
        assertThat(of("a")).isNotEqualTo(of("a ")).isNotEqualTo(of("a\n"));
    }

    @Test
    void unicodeIsNotNormalised() {
        assertThat(of("\u00e9")).isNotEqualTo(of("e\u0301"));
    }

    private static Fingerprint of(String... fields) {
        List<String> list = Arrays.asList(fields);
        return Fingerprint.of(list);
    }
}
