package org.meetinginsights.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CustomerTagTest {

    @Test
    void withAKeyItIsTheStartOfAnHmac() {
        // RFC 4231, test case 1
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);

        assertThat(new CustomerTag(Optional.of(key)).of("Hi There")).isEqualTo("b0344c61d8db3853");
    }

    @Test
    void withoutAKeyItIsTheStartOfSha256() {
        // FIPS 180-4, the example "abc"
        assertThat(new CustomerTag(Optional.empty()).of("abc")).isEqualTo("ba7816bf8f01cfea");
    }

    @Test
    void whoNamesNoCustomerHasNone() {
        CustomerTag tag = new CustomerTag(Optional.empty());

        assertThat(tag.of(null)).isEqualTo("-");
        assertThat(tag.of("")).isEqualTo("-");
    }

    @Test
    void itIsOfTheIdsUtf8() {
        assertThat(new CustomerTag(Optional.empty()).of("顧客-1")).isEqualTo("90ca1298a3e3f4e2");
    }
}
