package org.meetinginsights.idempotency.hazelcast;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.idempotency.store.Claims;

/** A claim that its member has made, and whose answer never came. */
class AmbiguousClaimIT {

    /** Long before the lease would end it. */
    private static final Duration SOON = Claims.LEASE.dividedBy(2);

    /** With a look at the map. */
    private static final Duration CALL_IS_OVER =
            Samples.UNHURRIED.claim().plus(Samples.UNHURRIED.lookup()).plusSeconds(1);

    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final StoreKey key = newKey();
    private HazelcastInstance server;
    private StallingProxy proxy;
    private HazelcastLink client;
    private HazelcastResultStore store;

    @BeforeEach
    void connect() throws IOException {
        int port = Ports.free();
        int amongMembers = Ports.free();
        server = Hazelcast.newHazelcastInstance(
                MemberForClients.at(port, settings("127.0.0.1:" + amongMembers, amongMembers)));
        claims().addEntryListener((EntryAddedListener<String, String>) event -> made.add(event.getKey()), false);
        proxy = new StallingProxy(port);
        client = HazelcastLink.client(settings(proxy.address(), 0), background);
        client.start();
        store = SharedStores.of(client, clock);
        await().atMost(60, SECONDS).until(() -> get(store.probe().handle((nothing, away) -> away == null)));
    }

    @AfterEach
    void disconnect() {
        store.close();
        proxy.close();
        server.getLifecycleService().terminate();
        background.shutdownNow();
    }

    @Test
    void isHeldByWhoAskedForItOrEndsWithItsLease() throws IOException {
        proxy.stall();
        CompletableFuture<ClaimAttempt> asked = ask();

        loseTheAnswer();

        await().atMost(CALL_IS_OVER).until(asked::isDone);
        if (asked.isCompletedExceptionally()) {
            await().atMost(Claims.LEASE.plusSeconds(10)).until(() -> !claims().containsKey(key.text()));
        } else {
            assertThat(claims().get(key.text()))
                    .isEqualTo(((ClaimAttempt.Granted) get(asked)).claim().token());
        }
    }

    /** The member has made the claim, and the connection breaks. */
    private void loseTheAnswer() throws IOException {
        proxy.deliver();
        await().atMost(SOON).until(() -> made.contains(key.text()));
        proxy.cut();
    }

    private CompletableFuture<ClaimAttempt> ask() {
        return store.claims().claim(key, clock.instant().plusSeconds(50)).toCompletableFuture();
    }

    private IMap<String, String> claims() {
        return server.getMap(MemberConfiguration.CLAIMS);
    }

    private static HazelcastSettings settings(String member, int port) {
        return SharedStores.settings("ambiguous", new Discovery.Addresses(List.of(member)), port);
    }
}
