package org.meetinginsights.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/golden/idempotency-keys.csv", numLinesToSkip = 1)
    void otherSystemsComputeTheSameKey(
            String meetingId, String dateAsSent, String customerId, String canonicalDate, String key) {
        CanonicalDate date = CanonicalDate.parse(dateAsSent);

        assertThat(date.text()).isEqualTo(canonicalDate);
        assertThat(IdempotencyKey.of(meetingId, date, customerId).value()).isEqualTo(key);
    }

    @Test
    void aLogLineHoldsSixteenDigitsOfIt() {
        IdempotencyKey key = new IdempotencyKey("1294cd73c1b883ca35674a2104c3f15d96d12de37c403ec3bb7da78620d1a4b7");

        assertThat(key.abbreviated()).isEqualTo("1294cd73c1b883ca");
    }
}
