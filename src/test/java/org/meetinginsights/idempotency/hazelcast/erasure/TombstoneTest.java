package org.meetinginsights.idempotency.hazelcast.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meetinginsights.idempotency.erasure.Erasure;
import org.meetinginsights.idempotency.key.StoreScope;

class TombstoneTest {

    private final Erasure erasure = new Erasure(
            StoreScope.ofTenant("acme").withCustomerTag("0123456789abcdef"), Instant.ofEpochMilli(1_764_093_447_000L));

    @Test
    void isReadAsItWasWritten() {
        Tombstone tombstone = Tombstone.of(erasure, true);

        assertThat(Tombstone.read(tombstone.key(3), tombstone.value())).contains(tombstone);
    }

    @Test
    void saysWhetherItIsToldWhileItHappens() {
        Tombstone brought = Tombstone.of(erasure, false);

        assertThat(Tombstone.read(brought.key(0), brought.value()).orElseThrow().now())
                .isFalse();
    }

    @Test
    void hasAKeyOfItsOwnForTheSameErasureToo() {
        assertThat(Tombstone.of(erasure, true).key(0))
                .isNotEqualTo(Tombstone.of(erasure, true).key(0));
    }

    @Test
    void sortsByTime() {
        Erasure later = new Erasure(erasure.scope(), erasure.at().plusMillis(1));

        assertThat(Tombstone.of(erasure, true).value())
                .isLessThan(Tombstone.of(later, true).value());
        assertThat(Tombstone.time(Instant.EPOCH)).hasSameSizeAs(Tombstone.time(erasure.at()));
    }

    @ParameterizedTest
    @CsvSource({"rubbish, now", "acme:*:*/x/0, now", "acme:*/1764093447000-a/0, now", "acme:*:*/123-a/0, now", "'', ''"
    })
    void isNothingThatItDidNotWrite(String key, String value) {
        assertThat(Tombstone.read(key, value)).isEmpty();
    }
}
