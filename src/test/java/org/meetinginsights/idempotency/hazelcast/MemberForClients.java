package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.ServerSocketEndpointConfig;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;

/** What a node runs inside, and a port for clients besides. */
final class MemberForClients {

    private MemberForClients() {}

    static Config at(int port, HazelcastSettings inside) {
        Config config = MemberConfiguration.of(inside);
        ServerSocketEndpointConfig clients =
                new ServerSocketEndpointConfig().setPort(port).setPortAutoIncrement(false);
        clients.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getAdvancedNetworkConfig().setClientEndpointConfig(clients);
        return config;
    }
}
