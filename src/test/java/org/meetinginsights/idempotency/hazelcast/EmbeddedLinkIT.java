package org.meetinginsights.idempotency.hazelcast;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.RATE_LIMITED;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.StoreUnavailableException;

class EmbeddedLinkIT {

    private static final String CLUSTER = "meeting-insights";

    private final int port = Ports.free();
    private final ScheduledThreadPoolExecutor background = new ScheduledThreadPoolExecutor(1);
    private final HazelcastLink member = HazelcastLink.member(settings(new Discovery.None()), background);

    @AfterEach
    void stop() {
        member.close();
        background.shutdownNow();
    }

    @Test
    void nobodyJoinsItByAccident() {
        started();
        Config same = MemberConfiguration.of(SharedStores.settings(CLUSTER, new Discovery.None(), Ports.free()));
        same.setClusterName(CLUSTER);
        same.getNetworkConfig().getJoin().getTcpIpConfig().addMember("127.0.0.1:" + port);

        HazelcastInstance other = Hazelcast.newHazelcastInstance(same);

        try {
            assertThat(other.getCluster().getMembers()).hasSize(1);
            assertThat(members()).isOne();
        } finally {
            other.getLifecycleService().terminate();
        }
    }

    @Test
    void aPortThatIsTakenIsReportedOnceAndTriedAgain() throws Exception {
        try (CapturedLog log = new CapturedLog(HazelcastLink.class)) {
            try (ServerSocket somebody = Ports.taken(port)) {
                member.start();
                await().atMost(30, SECONDS).until(() -> background.getCompletedTaskCount() >= 2);

                assertThat(somebody.isBound()).isTrue();
                assertThat(member.instance()).isEmpty();
            }
            await().atMost(30, SECONDS).until(() -> member.instance().isPresent());

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1:" + port)
                    .contains("HAZELCAST_PORT");
        }
    }

    @Test
    void anAddressThatThisMachineDoesNotHaveIsReportedInOneLine() {
        HazelcastSettings elsewhere =
                new HazelcastSettings(CLUSTER, new Discovery.None(), "203.0.113.9", port, 16, LIFE, Claims.LEASE);
        try (CapturedLog log = new CapturedLog(HazelcastLink.class);
                HazelcastLink nowhere = HazelcastLink.member(elsewhere, background)) {
            nowhere.start();
            await().atMost(30, SECONDS).until(() -> !log.lines().isEmpty());

            assertThat(nowhere.instance()).isEmpty();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .doesNotContain("\n")
                    .contains("203.0.113.9", "HAZELCAST_INTERFACE");
        }
    }

    @Test
    void anotherOneStartsWhenItEndsByItself() {
        HazelcastInstance first = started();

        first.getLifecycleService().terminate();

        await().atMost(30, SECONDS)
                .until(() ->
                        member.instance().filter(instance -> instance != first).isPresent());
    }

    @Test
    void nothingOfItRunsAfterItWasClosed() {
        List<String> before = hazelcastThreads();
        started();

        member.close();

        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(hazelcastThreads()).isSubsetOf(before));
        assertThat(member.instance()).isEmpty();
    }

    /** It is listed, takes connections and answers nothing, as a frozen one does: whoever starts waits for it. */
    @Test
    void whoStopsDoesNotWaitForAStartThatIsUnderWayAndNothingOfThatStays() throws Exception {
        List<String> before = hazelcastThreads();
        HazelcastLink starting;
        try (ServerSocket unresponsive = Ports.taken(Ports.free())) {
            starting = HazelcastLink.member(
                    settings(new Discovery.Addresses(
                            List.of("127.0.0.1:" + port, "127.0.0.1:" + unresponsive.getLocalPort()))),
                    background);
            starting.start();
            await().atMost(30, SECONDS).until(() -> hazelcastThreads().size() > before.size());

            CompletableFuture.runAsync(starting::close).get(5, SECONDS);
        }

        assertThat(starting.instance()).isEmpty();
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(hazelcastThreads()).isSubsetOf(before));
    }

    @Test
    void whoAsksAStoreWithoutAMemberIsToldThatItIsUnavailable() {
        assertUnavailable(store());
    }

    @Test
    void whoAsksWhileTheMemberEndsIsToldThatItIsUnavailable() {
        ResultStore store = store();
        HazelcastInstance instance = started();
        List<Throwable> surprises = new CopyOnWriteArrayList<>();
        // Listeners are told in no order that one could rely on, so many of them: some come before the member's own.
        IntStream.range(0, 50)
                .forEach(i -> instance.getLifecycleService().addLifecycleListener(event -> {
                    try {
                        store.claims().claim(newKey(), Clock.systemUTC().instant());
                        store.members();
                    } catch (RuntimeException e) {
                        surprises.add(e);
                    }
                }));

        instance.getLifecycleService().terminate();

        assertThat(surprises).isEmpty();
    }

    private void assertUnavailable(ResultStore store) {
        Clock clock = Clock.systemUTC();
        Claim claim = new Claim(newKey(), "m", "n", 0, clock.instant(), Backend.EMBEDDED);
        Stream.<Supplier<CompletionStage<?>>>of(
                        () -> store.results().find(claim.key()),
                        () -> store.claims().claim(claim.key(), clock.instant()),
                        () -> store.claims().renew(claim),
                        () -> store.claims().complete(claim, envelope("result", clock), true),
                        () -> store.claims().fail(claim, RATE_LIMITED),
                        () -> store.claims().release(claim),
                        () -> store.claims().inspect(claim),
                        () -> store.results().list(StoreScope.ALL, 10),
                        store.results()::size)
                .forEach(question -> {
                    CompletionStage<?> stage = question.get();
                    assertThatThrownBy(() -> get(stage))
                            .isInstanceOf(CompletionException.class)
                            .cause()
                            .isInstanceOf(StoreUnavailableException.class);
                });
        assertThat(get(store.erase(StoreScope.ALL)).notReached()).containsExactly(Erased.CLUSTER);
        assertThat(store.members()).isZero();
    }

    private ResultStore store() {
        return SharedStores.of(member, Clock.systemUTC());
    }

    private HazelcastSettings settings(Discovery discovery) {
        return SharedStores.settings(CLUSTER, discovery, port);
    }

    private HazelcastInstance started() {
        member.start();
        await().atMost(30, SECONDS).until(() -> member.instance().isPresent());
        return member.instance().orElseThrow();
    }

    private int members() {
        return member.instance().orElseThrow().getCluster().getMembers().size();
    }

    private static List<String> hazelcastThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("hz."))
                .sorted()
                .toList();
    }
}
