package org.meetinginsights.idempotency.hazelcast;

import static org.meetinginsights.idempotency.Samples.LIFE;

import com.hazelcast.config.Config;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.config.YamlConfigBuilder;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.EndpointQualifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.store.ResultStore;

/** Nodes are clients of two members that have the file for members that stand alone. */
class ClientErasureIT extends ErasureContract {

    private static final int[] FOR_CLIENTS =
            IntStream.range(0, 2).map(i -> Ports.free()).toArray();
    private static final int[] FOR_MEMBERS =
            IntStream.range(0, 2).map(i -> Ports.free()).toArray();
    private static final List<HazelcastInstance> MEMBERS = new ArrayList<>();

    @BeforeAll
    static void startMembers() throws IOException {
        for (int i = 0; i < FOR_CLIENTS.length; i++) {
            Config config = new YamlConfigBuilder("src/main/hazelcast/hazelcast.yaml").build();
            config.setInstanceName("bare-" + UUID.randomUUID());
            config.setClusterName("erasing-clients");
            listen(config, EndpointQualifier.CLIENT, FOR_CLIENTS[i]);
            listen(config, EndpointQualifier.MEMBER, FOR_MEMBERS[i]);
            IntStream.of(FOR_MEMBERS)
                    .forEach(port -> config.getAdvancedNetworkConfig()
                            .getJoin()
                            .getTcpIpConfig()
                            .addMember("127.0.0.1:" + port));
            MEMBERS.add(Hazelcast.newHazelcastInstance(config));
        }
    }

    private static void listen(Config config, EndpointQualifier purpose, int port) {
        var endpoint = (ServerSocketEndpointConfig)
                config.getAdvancedNetworkConfig().getEndpointConfigs().get(purpose);
        endpoint.setPort(port).getInterfaces().addInterface("127.0.0.1");
    }

    @AfterAll
    static void stopMembers() {
        MEMBERS.forEach(member -> member.getLifecycleService().terminate());
    }

    @Override
    ClusterNode node(String name) {
        List<String> addresses =
                IntStream.of(FOR_CLIENTS).mapToObj(port -> "127.0.0.1:" + port).toList();
        HazelcastSettings settings = new HazelcastSettings(
                "erasing-clients", new Discovery.Addresses(addresses), "127.0.0.1", 0, 64, LIFE, ResultStore.LEASE);
        return new ClusterNode(name, settings, HazelcastLink::client).whenThereAre(2);
    }

    @Override
    HazelcastInstance member() {
        return MEMBERS.get(0);
    }

    @Override
    int membersWhenWhole() {
        return 2;
    }
}
