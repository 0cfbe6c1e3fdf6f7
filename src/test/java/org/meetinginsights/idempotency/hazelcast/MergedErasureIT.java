package org.meetinginsights.idempotency.hazelcast;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.key;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Completion;

/** Two halves of a cluster that do not see each other, and find each other again. */
class MergedErasureIT {

    private final int port = Ports.free();
    private final int otherPort = Ports.free();
    private final StoreScope erasedHere = StoreScope.ofTenant("acme").withCustomerTag("c1");
    private final StoreScope erasedThere = StoreScope.ofTenant("acme").withCustomerTag("c2");

    @Test
    void nothingThatOneHalfHasErasedComesBackWithTheOther() {
        StoreKey first = key("acme", "c1");
        StoreKey second = key("acme", "c2");
        StoreKey later = key("acme", "c1");
        StoreKey others = key("acme", "c3");
        try (ClusterNode here = alone("here:9080", port);
                ClusterNode there = alone("there:9080", otherPort)) {
            for (StoreKey stored : List.of(first, second, others)) {
                assertThat(here.stores(stored, "here")).isEqualTo(Completion.STORED);
                assertThat(there.stores(stored, "there")).isEqualTo(Completion.STORED);
            }
            get(here.store().erase(erasedHere));
            get(there.store().erase(erasedThere));
            assertThat(there.stores(later, "requested after the erase")).isEqualTo(Completion.STORED);

            findEachOther(here, there);

            for (ClusterNode node : List.of(here, there)) {
                await().atMost(10, SECONDS).until(() -> !node.finds(first) && !node.finds(second));
                assertThat(node.finds(others)).isTrue();
                assertThat(node.finds(later)).isTrue();
            }
            await().atMost(20, SECONDS)
                    .untilAsserted(() -> assertThat(here.instance()
                                    .getMap(MemberConfiguration.RESULTS)
                                    .keySet())
                            .containsExactlyInAnyOrder(later.text(), others.text()));
        }
    }

    private static ClusterNode alone(String name, int port) {
        HazelcastSettings settings = new HazelcastSettings(
                "merging",
                new Discovery.Addresses(List.of("127.0.0.1:" + port)),
                "127.0.0.1",
                port,
                64,
                LIFE,
                Claims.LEASE);
        return new ClusterNode(name, settings, HazelcastLink::member).whenThereAre(1);
    }

    /** They look for others every half minute. */
    private void findEachOther(ClusterNode here, ClusterNode there) {
        list(here, otherPort);
        list(there, port);
        await().atMost(120, SECONDS)
                .until(() -> here.store().members() == 2 && there.store().members() == 2);
    }

    private static void list(ClusterNode node, int port) {
        node.instance()
                .getConfig()
                .getAdvancedNetworkConfig()
                .getJoin()
                .getTcpIpConfig()
                .addMember("127.0.0.1:" + port);
    }
}
