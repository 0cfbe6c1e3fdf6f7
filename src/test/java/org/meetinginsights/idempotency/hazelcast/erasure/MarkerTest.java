package org.meetinginsights.idempotency.hazelcast.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meetinginsights.idempotency.erasure.Erasure;
import org.meetinginsights.idempotency.key.StoreScope;

class MarkerTest {

    private final Erasure erasure = new Erasure(
            StoreScope.ofTenant("acme").withCustomerTag("0123456789abcdef"), Instant.ofEpochMilli(1_764_093_447_000L));

    @Test
    void isReadAsItWasWritten() {
        Marker marker = Marker.of(erasure, true);

        assertThat(Marker.read(marker.key(3), marker.value())).contains(marker);
    }

    @Test
    void saysWhetherItIsToldWhileItHappens() {
        Marker brought = Marker.of(erasure, false);

        assertThat(Marker.read(brought.key(0), brought.value()).orElseThrow().now())
                .isFalse();
    }

    @Test
    void hasAKeyOfItsOwnForTheSameErasureToo() {
        assertThat(Marker.of(erasure, true).key(0))
                .isNotEqualTo(Marker.of(erasure, true).key(0));
    }

    @Test
    void sortsByTime() {
        Erasure later = new Erasure(erasure.scope(), erasure.at().plusMillis(1));

        assertThat(Marker.of(erasure, true).value())
                .isLessThan(Marker.of(later, true).value());
        assertThat(Marker.time(Instant.EPOCH)).hasSameSizeAs(Marker.time(erasure.at()));
    }

    @ParameterizedTest
    @CsvSource({"rubbish, now", "acme:*:*/x/0, now", "acme:*/1764093447000-a/0, now", "acme:*:*/123-a/0, now", "'', ''"
    })
    void isNothingThatItDidNotWrite(String key, String value) {
        assertThat(Marker.read(key, value)).isEmpty();
    }
}
