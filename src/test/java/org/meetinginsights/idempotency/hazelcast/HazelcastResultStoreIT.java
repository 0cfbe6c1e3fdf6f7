package org.meetinginsights.idempotency.hazelcast;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.RATE_LIMITED;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;
import static org.meetinginsights.idempotency.Samples.reservation;
import static org.meetinginsights.idempotency.Samples.settled;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.envelope.EncryptedEnvelopes;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.EnvelopeCodec;
import org.meetinginsights.idempotency.envelope.EnvelopeFormat;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.key.CallerKey;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.ResultStoreContract;
import org.meetinginsights.idempotency.store.Results;
import org.meetinginsights.idempotency.store.StandingRecord;

class HazelcastResultStoreIT extends ResultStoreContract {

    private static final Duration LEASE = Duration.ofSeconds(2);

    private static ScheduledExecutorService background;
    private static HazelcastLink member;

    private ResultStore store;

    @BeforeAll
    static void startAMember() {
        background = Executors.newSingleThreadScheduledExecutor();
        member = HazelcastLink.member(
                SharedStores.settings("tests", new Discovery.None(), Ports.free(), LEASE), background);
        member.start();
        await().atMost(60, SECONDS).until(() -> member.instance().isPresent());
    }

    @AfterAll
    static void stopIt() {
        member.close();
        background.shutdownNow();
    }

    @BeforeEach
    void useTheMember() {
        // Each test has a clock of its own, and what one has erased is nothing to the next.
        instance().getMap(MemberConfiguration.TOMBSTONES).clear();
        store = SharedStores.of(member, LEASE, EnvelopeFormat.PLAIN, clock);
    }

    @Override
    protected ResultStore store() {
        return store;
    }

    @Override
    protected void timePassesUntil(BooleanSupplier condition) {
        // Hazelcast looks for expired entries in a tenth of the partitions every five seconds.
        await().atMost(90, SECONDS).until(condition::getAsBoolean);
    }

    @Nested
    class EncryptedResults {

        private final EnvelopeFormat format = new EncryptedEnvelopes(List.of(new byte[EncryptedEnvelopes.KEY_BYTES]));
        private final StoreKey key = newKey();
        private final AtomicInteger unreadable = new AtomicInteger();
        private HazelcastResultStore encrypted;

        @BeforeEach
        void useAKey() {
            encrypted = SharedStores.of(member, LEASE, format, clock);
            encrypted.onUnreadable(unreadable::incrementAndGet);
        }

        @Test
        void thatNobodyCanReadAreMissesThatAreToldAndReplaced() {
            byte[] others = new EncryptedEnvelopes(
                            List.of("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8)))
                    .write(key, envelope("result", clock));
            results().set(key.text(), others);

            assertThat(get(encrypted.results().find(key))).isEqualTo(Lookup.UNREADABLE);
            assertThat(unreadable).hasValue(1);
            assertThat(get(encrypted.claims().complete(claimed(), envelope("result", clock), false)))
                    .isEqualTo(Completion.STORED);
            assertThat(get(encrypted.results().find(key))).isInstanceOf(Lookup.Fresh.class);
        }

        private Claim claimed() {
            return ((ClaimAttempt.Granted)
                            get(encrypted.claims().claim(key, clock.instant().plusSeconds(50))))
                    .claim();
        }
    }

    @Nested
    class WhatIsInTheMaps {

        private final StoreKey key = newKey();

        @Test
        void resultsAreBytesUnderTheKeysText() {
            Envelope stored = stored("result");

            Object value = instance()
                    .<String, Object>getMap(MemberConfiguration.RESULTS)
                    .get(key.text());

            assertThat(value).isEqualTo(EnvelopeCodec.encode(stored));
        }

        @Test
        void recordsAreTextsAndEndWithTheirTime() {
            RecordKey callersKey = RecordKey.of("default", "extract", new CallerKey("order-4711"));
            IdempotencyRecord reserved = reservation("hello", key, clock);
            IdempotencyRecord settled = settled(reserved, clock);

            get(store.records().put(callersKey, reserved));
            assertThat(records().get(callersKey.text()))
                    .isEqualTo(reserved.text())
                    .doesNotContain("order-4711");
            assertThat(callersKey.text()).doesNotContain("order-4711");
            assertThat(life(callersKey)).isEqualTo(Duration.ofMinutes(2));

            get(store.records().replace(callersKey, reserved, settled));
            assertThat(records().get(callersKey.text())).isEqualTo(settled.text());
            assertThat(life(callersKey)).isEqualTo(LIFE);
        }

        @Test
        void aRecordThatNobodyCanReadProtectsNobody() {
            RecordKey callersKey = RecordKey.of("default", "extract", new CallerKey("order-4712"));
            records().set(callersKey.text(), "rubbish");
            IdempotencyRecord record = reservation("hello", key, clock);

            assertThat(get(store.records().find(callersKey))).isEmpty();
            assertThat(get(store.records().put(callersKey, record))).isEqualTo(new StandingRecord(record, true));
            assertThat(life(callersKey)).isEqualTo(Duration.ofMinutes(2));
        }

        @Test
        void aRecordThatIsOverProtectsNobodyAlsoWhereHazelcastStillHasIt() {
            RecordKey callersKey = RecordKey.of("default", "extract", new CallerKey("order-4713"));
            IdempotencyRecord left = reservation("hello", key, clock);
            get(store.records().put(callersKey, left));
            clock.advance(Duration.between(clock.instant(), left.until()));
            IdempotencyRecord next = reservation("good bye", newKey(), clock);

            assertThat(records().get(callersKey.text())).isEqualTo(left.text());
            assertThat(get(store.records().find(callersKey))).isEmpty();
            assertThat(get(store.records().put(callersKey, next))).isEqualTo(new StandingRecord(next, true));
            assertThat(life(callersKey)).isEqualTo(Duration.ofMinutes(2));
        }

        private IMap<String, String> records() {
            return instance().getMap(MemberConfiguration.RECORDS);
        }

        private Duration life(RecordKey callersKey) {
            return Duration.ofMillis(records().getEntryView(callersKey.text()).getTtl());
        }

        @Test
        void claimsAndOutcomesAreTexts() {
            Claim claim = claimed();
            Object token = instance()
                    .<String, Object>getMap(MemberConfiguration.CLAIMS)
                    .get(key.text());
            get(store.claims().fail(claim, RATE_LIMITED));
            Object outcome = instance()
                    .<String, Object>getMap(MemberConfiguration.OUTCOMES)
                    .get(claim.nonce());

            assertThat(token).isEqualTo(claim.token());
            assertThat(outcome).isEqualTo("1/llm_rate_limited/true/429/7");
        }

        @Test
        void aClaimNamesTheMemberThatHoldsIt() {
            assertThat(claimed().member())
                    .isEqualTo(
                            instance().getCluster().getLocalMember().getUuid().toString());
        }

        @Test
        void aResultIsKeptAnHourLongerThanItIsServed() {
            stored("result");

            assertThat(timeToLive(results(), key.text())).isEqualTo(LIFE.plus(Results.RETENTION_AFTER_EXPIRY));
        }

        @Test
        void aResultThatReplacesAnotherIsKeptAsLong() {
            stored("first");
            get(store.claims().complete(claimed(), envelope("second", clock), true));

            assertThat(timeToLive(results(), key.text())).isEqualTo(LIFE.plus(Results.RETENTION_AFTER_EXPIRY));
        }

        @Test
        void aResultOfWhichLessIsLeftIsKeptForLess() {
            Envelope old = envelope("old", clock);
            clock.advance(LIFE.minus(Duration.ofHours(2)));

            get(store.claims().complete(claimed(), old, false));

            assertThat(timeToLive(results(), key.text())).isEqualTo(Duration.ofHours(3));
        }

        @Test
        void aClaimHasItsLease() {
            claimed();

            assertThat(timeToLive(claims(), key.text())).isEqualTo(LEASE);
        }

        @Test
        void aRenewedClaimHasItsLease() {
            get(store.claims().renew(claimed()));

            assertThat(timeToLive(claims(), key.text())).isEqualTo(LEASE);
        }

        @Test
        void anOutcomeIsForgottenAfterTenSeconds() {
            Claim claim = claimed();
            get(store.claims().fail(claim, RATE_LIMITED));

            assertThat(timeToLive(outcomes(), claim.nonce())).isEqualTo(Duration.ofSeconds(10));
        }

        @Test
        void aResultThatNobodyCanReadIsReportedAsThat() {
            results().set(key.text(), new byte[] {1, 2, 3});

            assertThat(get(store.results().find(key))).isEqualTo(Lookup.UNREADABLE);
        }

        @Test
        void aResultThatNobodyCanReadGivesWay() {
            results().set(key.text(), new byte[] {1, 2, 3});

            stored("result");

            assertThat(get(store.results().find(key))).isInstanceOf(Lookup.Fresh.class);
            assertThat(timeToLive(results(), key.text())).isEqualTo(LIFE.plus(Results.RETENTION_AFTER_EXPIRY));
        }

        @Test
        void aResultOfANewerVersionIsNeverOverwritten() {
            byte[] newer = {2, 0, 0};
            results().set(key.text(), newer);
            Claim claim = claimed();

            assertThat(get(store.results().find(key))).isEqualTo(Lookup.NEWER);
            assertThat(get(store.claims().complete(claim, envelope("ours", clock), true)))
                    .isEqualTo(Completion.NOT_STORED);

            assertThat(results().get(key.text())).isEqualTo(newer);
            assertThat(get(store.claims().inspect(claim))).isEqualTo(ClaimState.GONE);
        }

        @Test
        void anOutcomeThatNobodyCanReadIsNone() {
            Claim claim = claimed();
            outcomes().set(claim.nonce(), "what is this");
            get(store.claims().release(claim));

            assertThat(get(store.claims().inspect(claim))).isEqualTo(ClaimState.GONE);
        }

        private Envelope stored(String body) {
            Envelope envelope = envelope(body, clock);
            assertThat(get(store.claims().complete(claimed(), envelope, false))).isEqualTo(Completion.STORED);
            return envelope;
        }

        private Claim claimed() {
            return ((ClaimAttempt.Granted) get(store.claims().claim(key, clock.instant()))).claim();
        }
    }

    @Test
    void itIsAClusterOfOne() {
        assertThat(store.backend()).isEqualTo(Backend.EMBEDDED);
        assertThat(store.members()).isOne();
    }

    private static Duration timeToLive(IMap<String, ?> map, String key) {
        return Duration.ofMillis(map.getEntryView(key).getTtl());
    }

    private static HazelcastInstance instance() {
        return member.instance().orElseThrow();
    }

    private static IMap<String, byte[]> results() {
        return instance().getMap(MemberConfiguration.RESULTS);
    }

    private static IMap<String, String> claims() {
        return instance().getMap(MemberConfiguration.CLAIMS);
    }

    private static IMap<String, String> outcomes() {
        return instance().getMap(MemberConfiguration.OUTCOMES);
    }
}
