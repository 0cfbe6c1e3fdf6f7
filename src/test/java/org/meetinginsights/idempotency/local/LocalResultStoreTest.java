package org.meetinginsights.idempotency.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.RATE_LIMITED;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;
import static org.meetinginsights.idempotency.Samples.reservation;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.CallerKey;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.ResultStoreContract;

class LocalResultStoreTest extends ResultStoreContract {

    private final LocalResultStore store = new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock);

    @Override
    protected ResultStore store() {
        return store;
    }

    @Override
    protected void timePassesUntil(BooleanSupplier condition) {
        TimeLapse.until(condition, clock);
    }

    @Nested
    class BesidesTheContract {

        private static final StoreKey MEETING = Samples.key("acme", "1234");

        private final StoreKey key = newKey();

        @Test
        void itIsNobodysButThisNodes() {
            assertThat(store.backend()).isEqualTo(Backend.MEMORY);
            assertThat(store.members()).isZero();
        }

        @Test
        void aLeaseLastsTwentySeconds() {
            Claim claim = claimed();

            clock.advance(Duration.ofSeconds(20).minusMillis(1));
            assertThat(get(store.claims().inspect(claim))).isEqualTo(ClaimState.RUNNING);

            clock.advance(Duration.ofMillis(1));
            assertThat(get(store.claims().inspect(claim))).isEqualTo(ClaimState.GONE);
        }

        @Test
        void aLeaseIsNotLengthenedByWhoeverGivesBackAClaimThatItHasLost() {
            Claim lost = claimed();
            clock.advance(Duration.ofSeconds(20));
            Claim next = claimed();
            clock.advance(Duration.ofSeconds(20).minusMillis(1));

            get(store.claims().release(lost));

            assertThat(get(store.claims().inspect(next))).isEqualTo(ClaimState.RUNNING);
            clock.advance(Duration.ofMillis(1));
            assertThat(get(store.claims().inspect(next))).isEqualTo(ClaimState.GONE);
        }

        @Test
        void aFailureCanBeAskedForTenSeconds() {
            Claim claim = claimed();
            get(store.claims().fail(claim, RATE_LIMITED));

            clock.advance(Duration.ofSeconds(10).minusMillis(1));
            assertThat(get(store.claims().inspect(claim))).isInstanceOf(ClaimState.Failed.class);

            clock.advance(Duration.ofMillis(1));
            assertThat(get(store.claims().inspect(claim))).isEqualTo(ClaimState.GONE);
        }

        @Test
        void anExpiredResultIsKeptForAnHourSoThatItsAgeCanBeTold() {
            get(store.claims().complete(claimed(), envelope("result", clock), false));

            clock.advance(LIFE.plus(Duration.ofMinutes(59)));
            assertThat(get(store.results().find(key))).isInstanceOf(Lookup.Expired.class);
        }

        @Test
        void anExpiredResultIsGoneAfterAnHour() {
            get(store.claims().complete(claimed(), envelope("result", clock), false));

            clock.advance(LIFE.plus(Duration.ofHours(1)));

            assertThat(get(store.results().find(key))).isEqualTo(Lookup.ABSENT);
        }

        @Test
        void itsResultsTakeNoMoreRoomThanTheyMay() {
            String kilobytes = "x".repeat(10_000);

            IntStream.range(0, 1_000).forEach(i -> store.results().keep(newKey(), envelope(kilobytes, clock)));

            // The cache makes room on a thread of its own.
            await().untilAsserted(() -> assertThat(get(store.results().size())).isBetween(1L, (1L << 20) / 10_000));
        }

        @Test
        void anEraseLeavesNothingOfTheTenantOfTheCustomerOrOfTheMeeting() {
            leavesNothing(StoreScope.ofTenant("acme"));
            leavesNothing(StoreScope.ofTenant("acme").withCustomerTag("1234"));
            leavesNothing(StoreScope.ofTenant("acme").withIdempotencyKey(MEETING.idempotencyKey()));
        }

        private void leavesNothing(StoreScope scope) {
            IdempotencyRecord record = reservation("hello", MEETING, clock);
            store.results().keep(MEETING, envelope("result", clock));
            get(store.records().put(RecordKey.of("acme", "extract", new CallerKey("mine")), record));
            assertThat(store.results().keys()).isNotEmpty();
            assertThat(store.records().keys()).isNotEmpty();

            get(store.erase(scope));

            assertThat(store.results().keys()).isEmpty();
            assertThat(store.records().keys()).isEmpty();
            clock.advance(Duration.ofSeconds(1));
        }

        @Test
        void timeThatPassesIsNotMeasuredOnAClockThatIsSet() {
            MutableClock steady = new MutableClock();
            LocalResultStore measured = new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock, steady);
            Claim claim = ((ClaimAttempt.Granted) get(measured.claims().claim(key, clock.instant()))).claim();
            clock.advance(Duration.ofHours(-1));
            steady.advance(Claims.LEASE.minusMillis(1));
            assertThat(get(measured.claims().inspect(claim))).isEqualTo(ClaimState.RUNNING);

            steady.advance(Duration.ofMillis(1));
            assertThat(get(measured.claims().inspect(claim))).isEqualTo(ClaimState.GONE);
        }

        @Test
        void oneTenantsKeysDriveOutNobodyElses() {
            RecordKey mine = RecordKey.of("acme", "extract", new CallerKey("mine"));
            get(store.records().put(mine, reservation("hello", MEETING, clock)));

            IntStream.range(0, 2 * LocalRecords.MOST_RECORDS)
                    .mapToObj(i -> RecordKey.of("noisy", "extract", new CallerKey("key-" + i)))
                    .forEach(key -> get(store.records().put(key, reservation("hello", MEETING, clock))));

            // The cache makes room on a thread of its own.
            await().untilAsserted(() ->
                    assertThat(store.records().keys()).hasSizeLessThanOrEqualTo(LocalRecords.MOST_RECORDS + 1));
            assertThat(get(store.records().find(mine))).isPresent();
        }

        private Claim claimed() {
            return ((ClaimAttempt.Granted) get(store.claims().claim(key, clock.instant()))).claim();
        }
    }
}
