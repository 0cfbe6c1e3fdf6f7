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
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.store.Claims;

/** Nodes are clients of two members that have the file for members that stand alone. */
class ClientErasureIT extends ErasureContract {

    private final List<Integer> forClients = List.of(Ports.free(), Ports.free());
    private final List<Integer> forMembers = List.of(Ports.free(), Ports.free());
    private final List<HazelcastInstance> members = new ArrayList<>();

    @Override
    void startMembers() throws IOException {
        for (int i = 0; i < forClients.size(); i++) {
            Config config = new YamlConfigBuilder("src/main/hazelcast/hazelcast.yaml").build();
            config.setInstanceName("bare-" + UUID.randomUUID());
            config.setClusterName("erasing-clients");
            listen(config, EndpointQualifier.CLIENT, forClients.get(i));
            listen(config, EndpointQualifier.MEMBER, forMembers.get(i));
            config.getAdvancedNetworkConfig().getJoin().getTcpIpConfig().setMembers(addresses(forMembers));
            members.add(Hazelcast.newHazelcastInstance(config));
        }
    }

    private static void listen(Config config, EndpointQualifier purpose, int port) {
        var endpoint = (ServerSocketEndpointConfig)
                config.getAdvancedNetworkConfig().getEndpointConfigs().get(purpose);
        endpoint.setPort(port).getInterfaces().addInterface("127.0.0.1");
    }

    private static List<String> addresses(List<Integer> ports) {
        return ports.stream().map(port -> "127.0.0.1:" + port).toList();
    }

    @Override
    void stopMembers() {
        members.forEach(member -> member.getLifecycleService().terminate());
    }

    @Override
    ClusterNode node(String name) {
        HazelcastSettings settings = new HazelcastSettings(
                "erasing-clients",
                new Discovery.Addresses(addresses(forClients)),
                "127.0.0.1",
                0,
                64,
                LIFE,
                Claims.LEASE);
        return new ClusterNode(name, settings, HazelcastLink::client).whenThereAre(2);
    }

    @Override
    HazelcastInstance member() {
        return members.get(0);
    }

    @Override
    int membersWhenWhole() {
        return 2;
    }
}
