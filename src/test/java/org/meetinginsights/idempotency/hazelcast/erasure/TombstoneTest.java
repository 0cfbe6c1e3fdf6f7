package org.meetinginsights.idempotency.hazelcast.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.erasure.Erasure;
import org.meetinginsights.idempotency.key.StoreScope;

class TombstoneTest {

    private final Erasure erasure = new Erasure(
            StoreScope.ofTenant("acme").withCustomerTag("0123456789abcdef"), Instant.ofEpochMilli(1_764_093_447_000L));

    @Test
    void isReadAsItWasWritten() {
        Tombstone tombstone = Tombstone.of(erasure, true);

        assertThat(Tombstone.read(tombstone.value())).contains(tombstone);
    }

    @Test
    void saysWhetherItIsToldWhileItHappens() {
        Tombstone brought = Tombstone.of(erasure, false);

        assertThat(Tombstone.read(brought.value()).orElseThrow().now()).isFalse();
    }

    @Test
    void ofTheNextVersionWithOneMoreFieldIsRead() {
        assertThat(Tombstone.read("2/acme:*:*/id/1764093447000/true/more"))
                .contains(new Tombstone(
                        new Erasure(StoreScope.ofTenant("acme"), Instant.ofEpochMilli(1_764_093_447_000L)),
                        "id",
                        true));
    }

    @Test
    void hasAKeyOfItsOwnForTheSameErasureToo() {
        assertThat(Tombstone.of(erasure, true).key(0))
                .isNotEqualTo(Tombstone.of(erasure, true).key(0));
    }

    @Test
    void hasAKeyBehindThoseOfEarlierOnesOfTheSameScope() {
        Tombstone later = Tombstone.of(new Erasure(erasure.scope(), erasure.at().plusMillis(1)), true);

        assertThat(Tombstone.of(erasure, true).key(7)).isBetween(later.firstKey(), later.lastEarlierKey());
        assertThat(later.key(0)).isGreaterThan(later.lastEarlierKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish",
                "1/acme:*:*/id/yesterday/true",
                "1/acme/id/1764093447000/true",
                "1/acme:*:*/id/1764093447000",
                ""
            })
    void isNothingThatItDidNotWrite(String value) {
        assertThat(Tombstone.read(value)).isEmpty();
    }
}
