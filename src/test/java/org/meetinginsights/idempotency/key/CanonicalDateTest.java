package org.meetinginsights.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalDateTest {

    @ParameterizedTest
    @CsvSource({
        "2025-09-10T14:30:00Z, 2025-09-10T14:30:00+00:00",
        "2025-09-10T14:30:00+00:00, 2025-09-10T14:30:00+00:00",
        "2025-09-10T14:30:00-00:00, 2025-09-10T14:30:00+00:00",
        "2025-09-10T14:30:00-03:00, 2025-09-10T14:30:00-03:00",
        "2025-09-10T14:30:00+05:30, 2025-09-10T14:30:00+05:30",
        "2025-09-10T14:30:00+14:00, 2025-09-10T14:30:00+14:00",
    })
    void theOffsetStaysAsItWasSentAndZeroIsWrittenOneWay(String sent, String canonical) {
        assertThat(CanonicalDate.parse(sent).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-09-10T14:30:00, 2025-09-10T14:30:00",
        "2025-09-10T14:30, 2025-09-10T14:30:00",
        "2025-09-10, 2025-09-10T00:00:00",
        "0001-01-01, 0001-01-01T00:00:00",
        "9999-12-31T23:59:59, 9999-12-31T23:59:59",
        "2024-02-29, 2024-02-29T00:00:00",
    })
    void noOffsetStaysNoneAndADateAloneIsMidnight(String sent, String canonical) {
        assertThat(CanonicalDate.parse(sent).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-09-10T14:30:00.0Z, 2025-09-10T14:30:00+00:00",
        "2025-09-10T14:30:00.000000000Z, 2025-09-10T14:30:00+00:00",
        "2025-09-10T14:30:00.0000009Z, 2025-09-10T14:30:00+00:00",
        "2025-09-10T14:30:00.5Z, 2025-09-10T14:30:00.500000+00:00",
        "2025-09-10T14:30:00.000001Z, 2025-09-10T14:30:00.000001+00:00",
        "2025-09-10T14:30:00.123456789Z, 2025-09-10T14:30:00.123456+00:00",
        "2025-09-10T14:30:00.999999999999Z, 2025-09-10T14:30:00.999999+00:00",
        "2025-09-10T14:30:00.12, 2025-09-10T14:30:00.120000",
    })
    void aFractionHasSixDigitsOrIsNone(String sent, String canonical) {
        assertThat(CanonicalDate.parse(sent).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "20250910T143000Z, 2025-09-10T14:30:00+00:00",
        "20250910T1430, 2025-09-10T14:30:00",
        "20250910T143000.5-03:00, 2025-09-10T14:30:00.500000-03:00",
        "2025-09-10t14:30:00z, 2025-09-10T14:30:00+00:00",
        "20250910t143000z, 2025-09-10T14:30:00+00:00",
    })
    void theBasicFormatAndLowerCaseLettersMeanTheSame(String sent, String canonical) {
        assertThat(CanonicalDate.parse(sent).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1757514600",
                "1757514600000",
                "yesterday",
                "2025",
                "2025-09",
                "20250910",
                "2025-W37-3",
                "2025-253",
                "10/09/2025",
                "2025-9-10",
                "2025-09-10T14",
                "2025-09-10T1430",
                "2025-09-10T14:30:00+0000",
                "2025-09-10T14:30:00+00",
                "2025-09-10T14:30:00-3:00",
                "2025-09-10T14:30:00+03:00:30",
                "2025-09-10T14:30:00+19:00",
                "2025-09-10T14:30:00[Europe/Lisbon]",
                "2025-09-10T14:30:00 Z",
                "2025-09-10 14:30:00",
                "20250910T143000+0000",
                "20250910T",
                "20250910Z",
                "2025-0910T14:30:00Z",
                "2025-09-10Z",
                "2025-09-10T",
                "2025-09-10T14:30:00.Z",
                "2025-09-10T14:30:00,5Z",
                "2025-09-10T14:30.5Z",
                "2025-09-10T24:00:00",
                "2025-09-10T14:60:00",
                "2025-09-10T14:30:60",
                "2025-13-01",
                "2025-02-29",
                "2025-02-30",
                "2025-00-10",
                "0000-01-01",
                "-0001-01-01",
                "+12025-09-10",
                "12025-09-10",
                " 2025-09-10",
                "2025-09-10 ",
                "2025-09-10\n",
                "２０２５-09-10",
                "2025-09-10T14:30:00.00000000000000000000000000000000000000000000000000000000Z",
            })
    void whateverElseIsNoDate(String sent) {
        assertThatThrownBy(() -> CanonicalDate.parse(sent)).isInstanceOf(DateTimeException.class);
    }
}
