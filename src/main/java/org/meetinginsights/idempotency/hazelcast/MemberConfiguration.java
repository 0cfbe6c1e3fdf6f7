package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.NetworkConfig;
import java.time.Duration;
import java.util.UUID;
import org.meetinginsights.idempotency.ResultStore;

/**
 * A member that is a cluster of one: it looks for nobody, and nobody finds it, because no other member knows its cluster
 * name. Everything is set in code, so that neither a file nor a system property that happens to be there changes it.
 */
final class MemberConfiguration {

    /** Every map has a bound in time, so that no entry lives for ever because one call forgot to set it. */
    static final String RESULTS = "meeting-insights-results";

    static final String CLAIMS = "meeting-insights-claims";
    static final String OUTCOMES = "meeting-insights-outcomes";

    private MemberConfiguration() {}

    static Config of(HazelcastSettings settings) {
        Config config = new Config();
        config.setClassLoader(MemberConfiguration.class.getClassLoader());
        config.setInstanceName("meeting-insights-" + UUID.randomUUID());
        config.setClusterName(settings.clusterName() + "-" + UUID.randomUUID());
        network(config.getNetworkConfig(), settings);
        config.getJetConfig().setEnabled(false);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        // The application closes the member when it stops; a hook of the JVM might come first.
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.graceful.shutdown.max.wait", "30");
        config.setProperty("hazelcast.operation.call.timeout.millis", "5000");
        config.addMapConfig(results(settings));
        config.addMapConfig(bounded(CLAIMS, settings.lease()));
        config.addMapConfig(bounded(OUTCOMES, ResultStore.OUTCOME_LIFE));
        return config;
    }

    private static void network(NetworkConfig network, HazelcastSettings settings) {
        network.setPort(settings.port()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(settings.address());
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        network.getJoin().getTcpIpConfig().setEnabled(true).addMember(settings.address() + ":" + settings.port());
    }

    private static MapConfig results(HazelcastSettings settings) {
        EvictionConfig eviction = new EvictionConfig()
                .setEvictionPolicy(EvictionPolicy.LRU)
                .setMaxSizePolicy(MaxSizePolicy.USED_HEAP_SIZE)
                .setSize(settings.maxSizeMb());
        return bounded(RESULTS, settings.timeToLive().plus(ResultStore.RETENTION_AFTER_EXPIRY))
                .setEvictionConfig(eviction);
    }

    /** Without an eviction policy: an evicted claim would be a second call. */
    private static MapConfig bounded(String name, Duration life) {
        return new MapConfig(name).setTimeToLiveSeconds(Math.toIntExact(life.toSeconds()));
    }
}
