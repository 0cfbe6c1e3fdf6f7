package org.meetinginsights.idempotency.hazelcast;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.ClaimState;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.ResultStore;

/** Claims, and callers' keys, of two members of one cluster. */
class SharedClaimsIT {

    /** As many calls as may be under way at once. */
    private final ScheduledExecutorService background = Executors.newScheduledThreadPool(4);

    private final int[] ports = {Ports.free(), Ports.free()};
    private final HazelcastLink here = member(ports[0]);
    private final HazelcastLink there = member(ports[1]);
    private final ResultStore ours = store(here);
    private final ResultStore theirs = store(there);
    private final StoreKey key = newKey();

    @BeforeEach
    void formACluster() {
        here.start();
        there.start();
        await().atMost(60, SECONDS).until(() -> ours.members() == 2 && theirs.members() == 2);
    }

    @AfterEach
    void stop() {
        there.close();
        here.close();
        background.shutdownNow();
    }

    @Test
    void aClaimOfOneMemberIsSeenByTheOther() {
        Claim claim = ((ClaimAttempt.Granted) claimed(theirs)).claim();

        ClaimAttempt attempt = claimed(ours);

        assertThat(attempt).isEqualTo(new ClaimAttempt.Held(claim));
        assertThat(get(ours.claims().inspect(claim))).isEqualTo(ClaimState.RUNNING);
    }

    @Test
    void aClaimOfAMemberThatHasLeftIsTakenOverLongBeforeItsLeaseEnds() {
        Claim old = ((ClaimAttempt.Granted) claimed(theirs)).claim();
        Instant before = Instant.now();

        there.instance().orElseThrow().getLifecycleService().terminate();

        await().atMost(10, SECONDS).until(() -> get(ours.claims().inspect(old)) == ClaimState.GONE);
        Claim next = ((ClaimAttempt.Granted) claimed(ours)).claim();
        assertThat(Instant.now()).isBefore(before.plus(Claims.LEASE.dividedBy(2)));
        assertThat(claimed(ours)).isEqualTo(new ClaimAttempt.Held(next));
        assertThat(get(ours.claims().inspect(old))).isEqualTo(ClaimState.GONE);
    }

    private ClaimAttempt claimed(ResultStore store) {
        return get(store.claims()
                .claim(key, Instant.ofEpochMilli(Instant.now().plusSeconds(50).toEpochMilli())));
    }

    private HazelcastLink member(int port) {
        List<String> both = List.of("127.0.0.1:" + ports[0], "127.0.0.1:" + ports[1]);
        return HazelcastLink.member(SharedStores.settings("pair", new Discovery.Addresses(both), port), background);
    }

    private static ResultStore store(HazelcastLink link) {
        return SharedStores.of(link, Clock.systemUTC());
    }
}
