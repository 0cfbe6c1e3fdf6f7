package org.meetinginsights.idempotency.hazelcast.connection;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig.ReconnectMode;
import com.hazelcast.client.config.ClientNetworkConfig;
import java.util.UUID;

/**
 * A client that is there at once, fails fast while it has no connection, and looks for one for as long as it lives.
 * Everything is set in code, so that neither a file nor a system property that happens to be there changes it.
 */
final class ClientConfiguration {

    private static final int CONNECT_MILLIS = 2_000;

    private ClientConfiguration() {}

    static ClientConfig of(HazelcastSettings settings) {
        ClientConfig config = new ClientConfig();
        config.setClassLoader(ClientConfiguration.class.getClassLoader());
        config.setInstanceName("meeting-insights-" + UUID.randomUUID());
        config.setClusterName(settings.clusterName());
        config.getMetricsConfig().setEnabled(false);
        network(config.getNetworkConfig(), settings.discovery());
        connection(config.getConnectionStrategyConfig());
        // A second more than the servers wait for each other: a client that gives a frozen server up before they do
        // connects to
        // it again, and when it wakes belongs to its part of the cluster.
        config.setProperty("hazelcast.client.heartbeat.interval", "1000");
        config.setProperty("hazelcast.client.heartbeat.timeout", "11000");
        // As long as a claim may take: a call whose server is dropped after 12 s is sent to the next one.
        config.setProperty("hazelcast.client.invocation.timeout.seconds", "15");
        config.setProperty("hazelcast.client.invocation.retry.pause.millis", "50");
        config.setProperty("hazelcast.client.operation.backup.timeout.millis", "1000");
        return config;
    }

    private static void network(ClientNetworkConfig network, Discovery discovery) {
        network.setConnectionTimeout(CONNECT_MILLIS);
        // A call whose server died is sent to the next one, as members do it. All of ours may happen twice.
        network.setRedoOperation(true);
        network.getAutoDetectionConfig().setEnabled(false);
        if (discovery instanceof Discovery.Addresses listed) {
            listed.addresses().forEach(network::addAddress);
        } else if (discovery instanceof Discovery.KubernetesService service) {
            service.configure(network.getKubernetesConfig());
        }
    }

    private static void connection(ClientConnectionStrategyConfig strategy) {
        strategy.setAsyncStart(true).setReconnectMode(ReconnectMode.ASYNC);
        // Without an end: a client that gives up shuts itself down.
        strategy.getConnectionRetryConfig()
                .setInitialBackoffMillis(500)
                .setMultiplier(1.5)
                .setMaxBackoffMillis(2_000)
                .setJitter(0.2)
                .setClusterConnectTimeoutMillis(Long.MAX_VALUE);
    }
}
