package org.meetinginsights.idempotency.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;

class ErasuresTest {

    private static final Duration KEPT_FOR = Duration.ofHours(25);
    private static final Duration A_MILLISECOND = Duration.ofMillis(1);

    private final MutableClock clock = new MutableClock();
    private final Erasures erasures = new Erasures(KEPT_FOR, clock);
    private final StoreKey key = key("acme", "0123456789abcdef");
    private final StoreScope customer = StoreScope.ofTenant("acme").withCustomerTag("0123456789abcdef");

    @Test
    void coverNothingWhileNothingWasErased() {
        assertThat(erasures.cover(key, Instant.EPOCH)).isFalse();
    }

    @Test
    void coverWhatWasRequestedUpToThenAndNothingLater() {
        erasures.apply(new Erasure(customer, clock.instant()));

        assertThat(erasures.cover(key, clock.instant())).isTrue();
        assertThat(erasures.cover(key, clock.instant().plus(A_MILLISECOND))).isFalse();
    }

    @Test
    void coverEveryWayInWhichAKeyCanBeMeant() {
        List<StoreScope> scopes = List.of(
                StoreScope.ALL,
                StoreScope.ofTenant("acme"),
                customer,
                StoreScope.ALL.withCustomerTag("0123456789abcdef"),
                StoreScope.ALL.withIdempotencyKey(key.idempotencyKey()),
                StoreScope.ofTenant("acme").withIdempotencyKey(key.idempotencyKey()),
                customer.withIdempotencyKey(key.idempotencyKey()));

        assertThat(scopes).allSatisfy(scope -> {
            Erasures one = new Erasures(KEPT_FOR, clock);
            one.apply(new Erasure(scope, clock.instant()));
            assertThat(one.cover(key, clock.instant())).isTrue();
        });
    }

    @Test
    void coverNothingOfOthers() {
        erasures.apply(new Erasure(customer, clock.instant()));

        assertThat(erasures.cover(key("acme", "-"), clock.instant())).isFalse();
        assertThat(erasures.cover(key("acme-2", "0123456789abcdef"), clock.instant()))
                .isFalse();
        assertThat(erasures.cover(new StoreKey("probe"), clock.instant())).isFalse();
    }

    /** The clock of whoever erased is behind ours: what we have requested in between was requested before we heard of it. */
    @Test
    void thatAreHeardOfNowCoverWhatThisNodeHasRequestedByItsOwnClock() {
        Erasure early = new Erasure(customer, clock.instant().minusSeconds(5));

        erasures.apply(early);

        assertThat(erasures.cover(key, clock.instant())).isTrue();
        assertThat(erasures.all()).containsExactly(early);
    }

    @Test
    void thatAreHeardOfLateCoverOnlyWhatWasRequestedUpToThem() {
        Erasure hoursAgo = new Erasure(customer, clock.instant().minus(Duration.ofHours(3)));

        erasures.learn(hoursAgo);

        assertThat(erasures.cover(key, hoursAgo.at())).isTrue();
        assertThat(erasures.cover(key, clock.instant())).isFalse();
    }

    @Test
    void ofOneScopeAreAsLateAsTheLatest() {
        Erasure earlier = new Erasure(customer, clock.instant().minusSeconds(2));
        Erasure later = new Erasure(customer, clock.instant().minusSeconds(1));

        erasures.learn(later);
        erasures.learn(earlier);

        assertThat(erasures.cover(key, later.at())).isTrue();
        assertThat(erasures.all()).containsExactly(later);
    }

    @Test
    void anErasureIsKnownOnceItOrALaterOneOfTheSameScopeWasHeardOf() {
        Erasure erasure = new Erasure(customer, clock.instant());
        assertThat(erasures.know(erasure)).isFalse();

        erasures.learn(erasure);

        assertThat(erasures.know(erasure)).isTrue();
        assertThat(erasures.know(new Erasure(customer, erasure.at().minusMillis(1))))
                .isTrue();
        assertThat(erasures.know(new Erasure(customer, erasure.at().plusMillis(1))))
                .isFalse();
    }

    @Test
    void areForgottenWhenEverythingTheyCoverHasExpired() {
        erasures.learn(new Erasure(customer, clock.instant()));
        clock.advance(KEPT_FOR);
        assertThat(erasures.all()).hasSize(1);

        clock.advance(A_MILLISECOND);

        assertThat(erasures.all()).isEmpty();
        erasures.learn(new Erasure(customer, clock.instant().minus(KEPT_FOR).minusMillis(1)));
        assertThat(erasures.all()).isEmpty();
    }

    @Test
    void doNotPileUp() {
        IntStream.range(0, 1_000).forEach(i -> erasures.learn(old(i)));
        clock.advance(KEPT_FOR.plusSeconds(1));
        IntStream.range(0, 2_000).forEach(i -> erasures.learn(old(10_000 + i)));

        assertThat(erasures.all()).hasSize(2_000);
    }

    private Erasure old(int number) {
        return new Erasure(StoreScope.ALL.withIdempotencyKey("key-" + number), clock.instant());
    }

    @Test
    void tellThoseWhoHaveResultsWhatToForget() {
        List<Instant> told = new ArrayList<>();
        erasures.tell((scope, requestedUpTo) -> {
            told.add(requestedUpTo);
            return Set.of(key);
        });
        Instant then = clock.instant().minusSeconds(9);

        assertThat(erasures.apply(new Erasure(customer, clock.instant()))).containsExactly(key);
        erasures.learn(new Erasure(customer, then));

        assertThat(told).containsExactly(Instant.MAX, then);
    }
}
