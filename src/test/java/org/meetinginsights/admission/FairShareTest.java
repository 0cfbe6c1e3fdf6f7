package org.meetinginsights.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairShareTest {

    private final FairShare places = new FairShare(0, 96);

    private int takenBy(FairShare share, String payer) {
        return (int) IntStream.range(0, 1_000)
                .takeWhile(i -> share.tryAcquire(payer))
                .count();
    }

    @Test
    void aPayerThatIsAloneGetsHalfOfThePlaces() {
        assertThat(takenBy(places, "greedy")).isEqualTo(48);
    }

    @Test
    void eachFurtherPayerGetsHalfOfWhatIsLeft() {
        takenBy(places, "first");

        assertThat(takenBy(places, "second")).isEqualTo(24);
        assertThat(takenBy(places, "third")).isEqualTo(12);
    }

    @Test
    void whoHoldsMoreThanItsShareGetsNothingUntilItHasLess() {
        takenBy(places, "first");
        takenBy(places, "second");
        IntStream.range(0, 16).forEach(i -> places.release("first"));

        assertThat(places.tryAcquire("first")).isTrue();
        assertThat(takenBy(places, "first")).isLessThan(16);
    }

    @Test
    void whatIsReleasedIsThereForOthers() {
        takenBy(places, "first");
        IntStream.range(0, 48).forEach(i -> places.release("first"));

        assertThat(takenBy(places, "second")).isEqualTo(48);
    }

    @Test
    void unsharedPlacesGoToWhoeverComesFirst() {
        assertThat(takenBy(new FairShare(4, 0), "alone")).isEqualTo(4);
    }

    @Test
    void onePayerTakesAllUnsharedPlacesAndItsShareOfTheOthers() {
        FairShare queue = new FairShare(64, 256);

        assertThat(takenBy(queue, "greedy")).isEqualTo(160);
        assertThat(takenBy(queue, "modest")).isEqualTo(80);
    }

    @Test
    void theLastPlaceGoesToANewPayer() {
        FairShare two = new FairShare(0, 2);

        assertThat(takenBy(two, "first")).isEqualTo(1);
        assertThat(takenBy(two, "second")).isEqualTo(1);
    }

    @Test
    void whereThereIsNoPlaceNobodyGetsOne() {
        assertThat(new FairShare(0, 0).tryAcquire("anybody")).isFalse();
    }
}
