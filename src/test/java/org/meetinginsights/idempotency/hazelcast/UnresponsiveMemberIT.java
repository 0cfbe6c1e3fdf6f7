package org.meetinginsights.idempotency.hazelcast;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.RATE_LIMITED;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;
import static org.meetinginsights.idempotency.Samples.reservation;

import com.hazelcast.map.IMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.EnvelopeFormat;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Completion;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.StoreTimeouts;

/** What an unresponsive member costs the others. A call cannot tell a locked entry from a frozen member. */
class UnresponsiveMemberIT {

    /** As many as may be under way at once. */
    private static final int ALL_THREADS = 64;

    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
    private final HazelcastLink member =
            HazelcastLink.member(SharedStores.settings("silent", new Discovery.None(), Ports.free()), background);
    private final ResultStore store = new HazelcastResultStore(
            member,
            Claims.LEASE,
            new StoreTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(1)),
            EnvelopeFormat.PLAIN,
            Samples.nothingErased(clock),
            clock,
            ForkJoinPool.commonPool());
    private final StoreKey key = newKey();

    @BeforeEach
    void start() {
        member.start();
        await().atMost(60, SECONDS).until(() -> member.instance().isPresent());
        get(store.results().find(key));
    }

    @AfterEach
    void stop() {
        store.close();
        background.shutdownNow();
    }

    @Test
    void whoHoldsAClaimRenewsItWhileEveryCallForAClaimHangs() {
        Claim claim = granted();
        letEveryCallForAClaimHang();

        assertThat(get(store.claims().renew(claim))).isEqualTo(claim.renewed());
    }

    @Test
    void whatIsPaidIsStoredWhileEveryCallForAClaimHangs() {
        Claim claim = granted();
        letEveryCallForAClaimHang();

        assertThat(get(store.claims().complete(claim, envelope("result", clock), false)))
                .isEqualTo(Completion.STORED);
    }

    @Test
    void whoWaitsHearsOfAFailureWhileEveryCallForAClaimHangs() {
        Claim claim = granted();
        letEveryCallForAClaimHang();

        get(store.claims().fail(claim, RATE_LIMITED));

        assertThat(get(store.claims().inspect(claim))).isEqualTo(new ClaimState.Failed(RATE_LIMITED));
    }

    @Test
    void whoIsAboutToPayWaitsForAMemberThatIsFrozenForSomeSeconds() {
        claims().lock(key.text(), 4, SECONDS);

        CompletionStage<ClaimAttempt> claimed = store.claims().claim(key, deadline());

        assertThat(claimed).succeedsWithin(Duration.ofSeconds(15)).isInstanceOf(ClaimAttempt.Granted.class);
    }

    @Test
    void whoClaimsIsNotKeptWaitingByCallsForCallersKeysThatHang() {
        letEveryCallForACallersKeyHang();

        assertThat(store.claims().claim(key, deadline()))
                .succeedsWithin(Duration.ofSeconds(1))
                .isInstanceOf(ClaimAttempt.Granted.class);
    }

    @Test
    void whoFailedLetsGoOfItsClaimWhileTheOutcomeCannotBeWritten() throws Exception {
        Claim claim = granted();
        // Another thread's: what is asked asynchronously is asked by this one, and no lock keeps its own holder out.
        background.submit(() -> outcomes().lock(claim.nonce())).get();

        store.claims().fail(claim, RATE_LIMITED);

        await().atMost(2, SECONDS).until(() -> !claims().containsKey(key.text()));
        assertThat(outcomes().containsKey(claim.nonce())).isFalse();
    }

    private void letEveryCallForACallersKeyHang() {
        for (int i = 0; i < ALL_THREADS; i++) {
            RecordKey frozen = new RecordKey("default:extract:" + i);
            records().lock(frozen.text());
            store.records().put(frozen, reservation("hello", key, clock));
        }
    }

    private void letEveryCallForAClaimHang() {
        for (int i = 0; i < ALL_THREADS; i++) {
            StoreKey frozen = newKey();
            claims().lock(frozen.text());
            store.claims().claim(frozen, deadline());
        }
    }

    private Claim granted() {
        return ((ClaimAttempt.Granted) get(store.claims().claim(key, deadline()))).claim();
    }

    private Instant deadline() {
        return clock.instant().plusSeconds(50);
    }

    private IMap<String, String> claims() {
        return map(MemberConfiguration.CLAIMS);
    }

    private IMap<String, String> outcomes() {
        return map(MemberConfiguration.OUTCOMES);
    }

    private IMap<String, String> records() {
        return map(MemberConfiguration.RECORDS);
    }

    private IMap<String, String> map(String name) {
        return member.instance().orElseThrow().getMap(name);
    }
}
