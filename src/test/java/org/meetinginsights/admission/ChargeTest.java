package org.meetinginsights.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChargeTest {

    private final FairShare memory = new FairShare(0, 100);
    private final Charge charge = memory.charge("first");

    @Test
    void itGrowsUntilItsPayerHasHalf() {
        assertThat(charge.tryResize(30)).isTrue();
        assertThat(charge.tryResize(50)).isTrue();
        assertThat(charge.tryResize(51)).isFalse();
    }

    @Test
    void itHoldsWhatItHeldIfItCannotGrow() {
        charge.tryResize(50);
        charge.tryResize(60);

        assertThat(memory.charge("second").tryResize(25)).isTrue();
        assertThat(memory.charge("third").tryResize(13)).isTrue();
        assertThat(memory.charge("fourth").tryResize(7)).isFalse();
    }

    @Test
    void allChargesOfOnePayerAreCountedTogether() {
        charge.tryResize(40);

        assertThat(memory.charge("first").tryResize(11)).isFalse();
        assertThat(memory.charge("first").tryResize(10)).isTrue();
    }

    @Test
    void whatItShrinksByIsThereForOthers() {
        charge.tryResize(50);
        charge.tryResize(10);

        assertThat(memory.charge("second").tryResize(45)).isTrue();
    }

    @Test
    void itGivesBackOnceHoweverOftenItIsClosed() {
        memory.charge("second").tryResize(20);
        charge.tryResize(40);
        charge.close();
        charge.close();

        assertThat(memory.charge("third").tryResize(41)).isFalse();
        assertThat(memory.charge("third").tryResize(40)).isTrue();
    }

    @Test
    void itHoldsNothingAfterItWasClosed() {
        charge.close();

        assertThat(charge.tryResize(1)).isFalse();
        assertThat(memory.charge("second").tryResize(50)).isTrue();
    }
}
