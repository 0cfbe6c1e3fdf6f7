package org.meetinginsights.idempotency.hazelcast.connection;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import com.hazelcast.spi.merge.PutIfAbsentMergePolicy;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Results;

/**
 * A member that finds the members it is told of and no others; told of none, it is a cluster of one that nobody finds,
 * because no other member knows its cluster name. Everything is set in code, so that neither a file nor a system property
 * that happens to be there changes it.
 */
public final class MemberConfiguration {

    public static final String RESULTS = "meeting-insights-results";
    public static final String CLAIMS = "meeting-insights-claims";
    public static final String OUTCOMES = "meeting-insights-outcomes";
    public static final String RECORDS = "meeting-insights-records";
    public static final String TOMBSTONES = "meeting-insights-tombstones";
    public static final String ACKNOWLEDGEMENTS = "meeting-insights-acknowledgements";
    public static final String HEARTBEATS = "meeting-insights-heartbeats";
    public static final String INDEX = "meeting-insights-index";

    /** A node without a heartbeat for longer is not named any more; one that was cut off may come back after hours. */
    public static final Duration NODE_REMEMBERED_FOR = Duration.ofHours(1);

    /** Longer than an erase waits for it. */
    public static final Duration ACKNOWLEDGEMENT_LIFE = Duration.ofSeconds(10);

    /** What bare members are given as well, in their own file. */
    static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("hazelcast.phone.home.enabled", "false"),
            Map.entry("hazelcast.socket.bind.any", "false"),
            Map.entry("hazelcast.graceful.shutdown.max.wait", "30"),
            // Members that start together wait for each other that long; one that joins others does not.
            Map.entry("hazelcast.wait.seconds.before.join", "1"),
            // A member without a heartbeat for so long is gone. Less would take a long garbage collection for a death.
            Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
            Map.entry("hazelcast.max.no.heartbeat.seconds", "10"),
            // One whose connection breaks is gone after one attempt to reach it again, and calls find their way soon: a
            // killed member is noticed after 0.2 s, and no call takes the 0.5 s that a request waits at most.
            Map.entry("hazelcast.connection.monitor.interval", "50"),
            Map.entry("hazelcast.connection.monitor.max.faults", "1"),
            Map.entry("hazelcast.invocation.retry.pause.millis", "50"),
            Map.entry("hazelcast.operation.call.timeout.millis", "15000"),
            Map.entry("hazelcast.operation.backup.timeout.millis", "1000"),
            // After a split the parts find each other again within half a minute and not after five.
            Map.entry("hazelcast.merge.first.run.delay.seconds", "30"),
            Map.entry("hazelcast.merge.next.run.delay.seconds", "30"));

    private MemberConfiguration() {}

    public static Config of(HazelcastSettings settings) {
        Config config = new Config();
        config.setClassLoader(MemberConfiguration.class.getClassLoader());
        config.setInstanceName("meeting-insights-" + UUID.randomUUID());
        config.setClusterName(clusterName(settings));
        network(config.getAdvancedNetworkConfig(), settings);
        config.getJetConfig().setEnabled(false);
        config.getMetricsConfig().setEnabled(false);
        PROPERTIES.forEach(config::setProperty);
        // The application closes the member when it stops; a hook of the JVM might come first.
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        // A start that finds no master ends, and the next one begins (the default is five minutes): meanwhile the
        // node serves, and may be stopped. Bare members have the default, since nobody would start them again.
        config.setProperty("hazelcast.max.join.seconds", "30");
        config.addMapConfig(results(settings));
        config.addMapConfig(small(RECORDS, settings));
        config.addMapConfig(small(INDEX, settings));
        config.addMapConfig(kept(TOMBSTONES, settings.timeToLive().plus(Results.RETENTION_AFTER_EXPIRY)));
        config.addMapConfig(kept(HEARTBEATS, NODE_REMEMBERED_FOR));
        config.addMapConfig(shortLived(CLAIMS, settings.lease()));
        config.addMapConfig(shortLived(OUTCOMES, Claims.OUTCOME_LIFE));
        config.addMapConfig(shortLived(ACKNOWLEDGEMENTS, ACKNOWLEDGEMENT_LIFE));
        return config;
    }

    private static String clusterName(HazelcastSettings settings) {
        return settings.discovery() instanceof Discovery.None
                ? settings.clusterName() + "-" + UUID.randomUUID()
                : settings.clusterName();
    }

    /**
     * A port for members and nothing else. Over the common port that is Hazelcast's default, a connection to a member that
     * accepts and then sends nothing, as a frozen one does, lets an output thread run in circles, and the other connections
     * of that thread get nothing any more (ADR 9).
     */
    private static void network(AdvancedNetworkConfig network, HazelcastSettings settings) {
        ServerSocketEndpointConfig members =
                new ServerSocketEndpointConfig().setPort(settings.port()).setPortAutoIncrement(false);
        members.getInterfaces().setEnabled(true).addInterface(settings.address());
        network.setEnabled(true).setMemberEndpointConfig(members);
        Discovery.configure(network.getJoin(), settings.discovery());
    }

    /** After a split the answer of the larger part stays; both were given to somebody, and one has to be the one. */
    private static MapConfig results(HazelcastSettings settings) {
        return leastRecentlyUsedFirst(RESULTS, settings, settings.maxSizeMb());
    }

    /** Small beside results, and on top of what is configured for those. */
    private static MapConfig small(String name, HazelcastSettings settings) {
        return leastRecentlyUsedFirst(name, settings, Math.max(1, settings.maxSizeMb() / 8));
    }

    private static MapConfig leastRecentlyUsedFirst(String name, HazelcastSettings settings, int maxSizeMb) {
        EvictionConfig eviction = new EvictionConfig()
                .setEvictionPolicy(EvictionPolicy.LRU)
                .setMaxSizePolicy(MaxSizePolicy.USED_HEAP_SIZE)
                .setSize(maxSizeMb);
        return kept(name, settings.timeToLive().plus(Results.RETENTION_AFTER_EXPIRY))
                .setEvictionConfig(eviction);
    }

    /** After a split both parts keep what they have. Nothing is evicted unless somebody says so: not a tombstone, above all. */
    private static MapConfig kept(String name, Duration life) {
        return bounded(name, life)
                .setMergePolicyConfig(new MergePolicyConfig(PutIfAbsentMergePolicy.class.getName(), 100));
    }

    /**
     * Without an eviction policy: an evicted claim would be a second call. After a split those of the smaller part are
     * dropped: their holders store by {@code putIfAbsent}, and nobody has to wait for them.
     */
    private static MapConfig shortLived(String name, Duration life) {
        return bounded(name, life).setMergePolicyConfig(new MergePolicyConfig(DiscardMergePolicy.class.getName(), 100));
    }

    /** Every map has a bound in time, so that no entry lives for ever because one call forgot to set it. */
    private static MapConfig bounded(String name, Duration life) {
        return new MapConfig(name).setTimeToLiveSeconds(Math.toIntExact(life.toSeconds()));
    }
}
