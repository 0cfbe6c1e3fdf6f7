package org.meetinginsights.idempotency.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.NetworkConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.ResultStore;

class MemberConfigurationTest {

    private static final HazelcastSettings SETTINGS =
            new HazelcastSettings("insights", "127.0.0.1", 5_701, 64, Duration.ofHours(24), ResultStore.LEASE);

    private final Config config = MemberConfiguration.of(SETTINGS);

    @Test
    void nobodyIsToldThatTheMemberExists() {
        assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    }

    @Test
    void nothingSearchesTheNetworkForOtherMembers() {
        JoinConfig join = config.getNetworkConfig().getJoin();

        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
        assertThat(join.getAwsConfig().isEnabled()).isFalse();
        assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
        assertThat(join.getTcpIpConfig().getMembers()).containsExactly("127.0.0.1:5701");
    }

    @Test
    void theMemberListensOnOneAddressAndOnePort() {
        NetworkConfig network = config.getNetworkConfig();

        assertThat(network.getPort()).isEqualTo(5_701);
        assertThat(network.isPortAutoIncrement()).isFalse();
        assertThat(network.getInterfaces().isEnabled()).isTrue();
        assertThat(network.getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
        assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    }

    @Test
    void aClusterOfOneHasANameThatNoOtherMemberHas() {
        assertThat(config.getClusterName()).startsWith("insights-");
        assertThat(MemberConfiguration.of(SETTINGS).getClusterName()).isNotEqualTo(config.getClusterName());
    }

    @Test
    void whatNobodyNeedsIsOff() {
        assertThat(config.getJetConfig().isEnabled()).isFalse();
        assertThat(config.getProperty("hazelcast.shutdownhook.enabled")).isEqualTo("false");
    }

    @Test
    void aClaimEndsAfterItsLeaseAndIsNeverEvicted() {
        assertThat(config.getMapConfig(MemberConfiguration.CLAIMS).getTimeToLiveSeconds())
                .isEqualTo(20);
        assertThat(eviction(MemberConfiguration.CLAIMS).getEvictionPolicy()).isEqualTo(EvictionPolicy.NONE);
    }

    @Test
    void anOutcomeEndsAfterTenSeconds() {
        assertThat(config.getMapConfig(MemberConfiguration.OUTCOMES).getTimeToLiveSeconds())
                .isEqualTo(10);
    }

    @Test
    void resultsAreBoundedInTimeAndRoom() {
        EvictionConfig eviction = eviction(MemberConfiguration.RESULTS);

        assertThat(config.getMapConfig(MemberConfiguration.RESULTS).getTimeToLiveSeconds())
                .isEqualTo(25 * 3_600);
        assertThat(eviction.getEvictionPolicy()).isEqualTo(EvictionPolicy.LRU);
        assertThat(eviction.getMaxSizePolicy()).isEqualTo(MaxSizePolicy.USED_HEAP_SIZE);
        assertThat(eviction.getSize()).isEqualTo(64);
    }

    @Test
    void resultsOfAYearAreBoundedToo() {
        Config year = MemberConfiguration.of(
                new HazelcastSettings("insights", "127.0.0.1", 5_701, 64, Duration.ofHours(8_760), ResultStore.LEASE));

        assertThat(year.getMapConfig(MemberConfiguration.RESULTS).getTimeToLiveSeconds())
                .isEqualTo(8_761 * 3_600);
    }

    private EvictionConfig eviction(String map) {
        return config.getMapConfig(map).getEvictionConfig();
    }
}
