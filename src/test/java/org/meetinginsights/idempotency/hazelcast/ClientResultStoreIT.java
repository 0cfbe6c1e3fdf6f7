package org.meetinginsights.idempotency.hazelcast;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.get;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.envelope.EnvelopeFormat;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.ResultStoreContract;
import org.meetinginsights.idempotency.store.StoreUnavailableException;

/** The contract through a client, and what a client makes of members that are not there or not set up as they must be. */
class ClientResultStoreIT extends ResultStoreContract {

    private static final Duration LEASE = Duration.ofSeconds(2);

    private static ScheduledExecutorService background;
    private static HazelcastInstance server;
    private static HazelcastLink client;

    private HazelcastResultStore store;

    @BeforeAll
    static void connect() {
        int port = Ports.free();
        background = Executors.newScheduledThreadPool(2);
        server = Hazelcast.newHazelcastInstance(memberAt(port));
        client = HazelcastLink.client(clientOf(port), background);
        client.start();
        HazelcastResultStore probed = storeOf(client);
        await().atMost(60, SECONDS).until(() -> succeeds(probed.probe()));
    }

    @AfterAll
    static void disconnect() {
        client.close();
        server.getLifecycleService().terminate();
        background.shutdownNow();
    }

    @BeforeEach
    void useTheClient() {
        server.getMap(MemberConfiguration.TOMBSTONES).clear();
        store = SharedStores.of(client, LEASE, EnvelopeFormat.PLAIN, clock);
    }

    @Override
    protected ResultStore store() {
        return store;
    }

    @Override
    protected void timePassesUntil(BooleanSupplier condition) {
        await().until(condition::getAsBoolean);
    }

    @Test
    void itSeesTheMembersAndIsNoneItself() {
        assertThat(store.backend()).isEqualTo(Backend.CLIENT);
        assertThat(store.members()).isOne();
    }

    @Test
    void membersWithoutALeaseAreRefusedInOneLine() {
        int port = Ports.free();
        Config withoutLease = memberAt(port);
        withoutLease.getMapConfig(MemberConfiguration.CLAIMS).setTimeToLiveSeconds(0);
        HazelcastInstance wrong = Hazelcast.newHazelcastInstance(withoutLease);
        try (HazelcastLink link = HazelcastLink.client(clientOf(port), background);
                CapturedLog log = new CapturedLog(LeaseCheck.class)) {
            link.start();
            HazelcastResultStore refusing = storeOf(link);
            await().atMost(30, SECONDS)
                    .until(() -> !succeeds(refusing.probe()) && !log.lines().isEmpty());

            assertThat(succeeds(refusing.probe())).isFalse();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("meeting-insights-claims", "for ever", "for 2 s", "hazelcast.yaml");
            assertThat(wrong.getMap(MemberConfiguration.CLAIMS).size()).isZero();
        } finally {
            wrong.getLifecycleService().terminate();
        }
    }

    @Test
    void membersThatComeAfterTheClientAreFoundAndLostAndFoundAgain() {
        int port = Ports.free();
        try (HazelcastLink link = HazelcastLink.client(clientOf(port), background)) {
            link.start();
            HazelcastResultStore waiting = storeOf(link);
            assertThatThrownBy(() -> get(waiting.probe())).hasCauseInstanceOf(StoreUnavailableException.class);
            assertThat(waiting.members()).isZero();

            for (int i = 0; i < 2; i++) {
                HazelcastInstance late = Hazelcast.newHazelcastInstance(memberAt(port));
                await().atMost(30, SECONDS).until(() -> succeeds(waiting.probe()));
                late.getLifecycleService().terminate();
                await().atMost(30, SECONDS).until(() -> !succeeds(waiting.probe()));
            }
        }
    }

    @Test
    void membersAreFoundBehindAServiceNameAsInKubernetes() {
        int port = Ports.free();
        Discovery service = new Discovery.KubernetesService("localhost", port);
        HazelcastInstance member = Hazelcast.newHazelcastInstance(memberAt(port));
        try (HazelcastLink link = HazelcastLink.client(settings(service, 0), background)) {
            link.start();
            HazelcastResultStore found = storeOf(link);

            await().atMost(30, SECONDS).until(() -> succeeds(found.probe()));

            assertThat(found.members()).isOne();
        } finally {
            member.getLifecycleService().terminate();
        }
    }

    private static boolean succeeds(CompletionStage<Void> probe) {
        return get(probe.handle((nothing, away) -> away == null));
    }

    private static HazelcastResultStore storeOf(HazelcastLink link) {
        return SharedStores.of(link, LEASE, EnvelopeFormat.PLAIN, Clock.systemUTC());
    }

    private static Config memberAt(int port) {
        int amongMembers = Ports.free();
        return MemberForClients.at(
                port, settings(new Discovery.Addresses(List.of("127.0.0.1:" + amongMembers)), amongMembers));
    }

    private static HazelcastSettings clientOf(int port) {
        return settings(new Discovery.Addresses(List.of("127.0.0.1:" + port)), 0);
    }

    private static HazelcastSettings settings(Discovery discovery, int port) {
        return SharedStores.settings("servers", discovery, port, LEASE);
    }
}
