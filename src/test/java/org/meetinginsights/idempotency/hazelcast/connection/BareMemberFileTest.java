package org.meetinginsights.idempotency.hazelcast.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.config.YamlConfigBuilder;
import com.hazelcast.instance.EndpointQualifier;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.Results;

/** The file for members that stand alone, read by Hazelcast itself, says what the member inside a node is told in code. */
class BareMemberFileTest {

    private static final Duration LONGEST_TIME_TO_LIVE = Duration.ofHours(8_760);

    private final Config file = read();
    private final Config embedded = MemberConfiguration.of(new HazelcastSettings(
            "meeting-insights",
            new Discovery.Addresses(List.of("127.0.0.1:5701")),
            "127.0.0.1",
            5_701,
            64,
            LONGEST_TIME_TO_LIVE,
            Claims.LEASE));

    private static Config read() {
        try {
            return new YamlConfigBuilder("src/main/hazelcast/hazelcast.yaml").build();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aClaimLastsForALeaseAndIsNeverEvicted() {
        MapConfig claims = file.getMapConfig(MemberConfiguration.CLAIMS);

        assertThat(claims.getTimeToLiveSeconds()).isEqualTo(Claims.LEASE.toSeconds());
        assertThat(claims.getEvictionConfig().getEvictionPolicy()).isEqualTo(EvictionPolicy.NONE);
    }

    @Test
    void anOutcomeLastsAsLongAsInOtherStores() {
        assertThat(file.getMapConfig(MemberConfiguration.OUTCOMES).getTimeToLiveSeconds())
                .isEqualTo(Claims.OUTCOME_LIFE.toSeconds());
    }

    @Test
    void whatWasErasedIsNeverEvicted() {
        MapConfig erasures = file.getMapConfig(MemberConfiguration.TOMBSTONES);

        assertThat(erasures.getEvictionConfig().getEvictionPolicy())
                .isEqualTo(EvictionPolicy.NONE)
                .isEqualTo(embedded.getMapConfig(MemberConfiguration.TOMBSTONES)
                        .getEvictionConfig()
                        .getEvictionPolicy());
    }

    @Test
    void theBoundInTimeOutlivesTheLongestResult() {
        assertThat(file.getMapConfig(MemberConfiguration.RESULTS).getTimeToLiveSeconds())
                .isEqualTo(LONGEST_TIME_TO_LIVE
                        .plus(Results.RETENTION_AFTER_EXPIRY)
                        .toSeconds());
    }

    @Test
    void resultsTakeAShareOfTheHeapAndTheLeastRecentlyUsedGoFirst() {
        var eviction = file.getMapConfig(MemberConfiguration.RESULTS).getEvictionConfig();

        assertThat(eviction.getEvictionPolicy()).isEqualTo(EvictionPolicy.LRU);
        assertThat(eviction.getMaxSizePolicy()).isEqualTo(MaxSizePolicy.USED_HEAP_PERCENTAGE);
        assertThat(eviction.getSize()).isBetween(10, 50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MemberConfiguration.RESULTS,
                MemberConfiguration.RECORDS,
                MemberConfiguration.INDEX,
                MemberConfiguration.TOMBSTONES,
                MemberConfiguration.HEARTBEATS,
                MemberConfiguration.CLAIMS,
                MemberConfiguration.OUTCOMES,
                MemberConfiguration.ACKNOWLEDGEMENTS
            })
    void everyMapIsKeptAndMergedAsInsideANode(String name) {
        MapConfig here = file.getMapConfig(name);
        MapConfig there = embedded.getMapConfig(name);

        assertThat(file.getMapConfigs()).containsKey(name);
        assertThat(here.getInMemoryFormat()).isEqualTo(InMemoryFormat.BINARY).isEqualTo(there.getInMemoryFormat());
        assertThat(here.getBackupCount()).isEqualTo(1).isEqualTo(there.getBackupCount());
        assertThat(here.getTimeToLiveSeconds()).isEqualTo(there.getTimeToLiveSeconds());
        assertThat(there.getMergePolicyConfig().getPolicy())
                .endsWith("." + here.getMergePolicyConfig().getPolicy());
    }

    @Test
    void everyPropertyHasTheValueThatItHasInsideANode() {
        MemberConfiguration.PROPERTIES.forEach((name, value) ->
                assertThat(file.getProperties().getProperty(name)).as(name).isEqualTo(value));
    }

    @Test
    void onlyTheWayItEndsIsItsOwn() {
        Set<String> own = new HashSet<>(file.getProperties().stringPropertyNames());
        own.removeAll(MemberConfiguration.PROPERTIES.keySet());

        assertThat(own).containsExactly("hazelcast.shutdownhook.policy");
        assertThat(file.getProperty("hazelcast.shutdownhook.policy")).isEqualTo("GRACEFUL");
    }

    @Test
    void nothingSearchesTheNetworkForOtherMembers() {
        JoinConfig join = file.getAdvancedNetworkConfig().getJoin();

        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
    }

    /** Hazelcast adds to a list what the environment says; an address in the file would always be one of them. */
    @Test
    void whereItListensAndWhoElseThereIsComesFromTheEnvironmentAlone() {
        assertListens(EndpointQualifier.CLIENT, 5_701);
        assertListens(EndpointQualifier.MEMBER, 5_702);
        assertThat(file.getAdvancedNetworkConfig().getJoin().getTcpIpConfig().getMembers())
                .isEmpty();
    }

    private void assertListens(EndpointQualifier purpose, int port) {
        var endpoint = (ServerSocketEndpointConfig)
                file.getAdvancedNetworkConfig().getEndpointConfigs().get(purpose);

        assertThat(endpoint.getInterfaces().isEnabled()).isTrue();
        assertThat(endpoint.getInterfaces().getInterfaces()).isEmpty();
        assertThat(endpoint.getPort()).isEqualTo(port);
        assertThat(endpoint.isPortAutoIncrement()).isFalse();
    }

    @Test
    void nodesAndMembersHaveAPortEachAndNobodyElseHasOne() {
        assertThat(file.getAdvancedNetworkConfig().isEnabled()).isTrue();
        assertThat(file.getAdvancedNetworkConfig().getEndpointConfigs())
                .containsOnlyKeys(EndpointQualifier.CLIENT, EndpointQualifier.MEMBER);
    }

    @Test
    void whatNobodyNeedsIsOff() {
        assertThat(file.getJetConfig().isEnabled()).isFalse();
        assertThat(file.getMetricsConfig().isEnabled()).isFalse();
    }
}
