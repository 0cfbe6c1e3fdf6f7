package org.meetinginsights.idempotency.hazelcast.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.KubernetesConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import com.hazelcast.spi.merge.PutIfAbsentMergePolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.store.Claims;

class MemberConfigurationTest {

    private static final HazelcastSettings SETTINGS = settings(new Discovery.None(), Duration.ofHours(24));

    private final Config config = MemberConfiguration.of(SETTINGS);

    @Test
    void nobodyIsToldThatTheMemberExists() {
        assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    }

    @Test
    void nothingSearchesTheNetworkForOtherMembers() {
        JoinConfig join = config.getAdvancedNetworkConfig().getJoin();

        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
        assertThat(join.getAwsConfig().isEnabled()).isFalse();
        assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
        assertThat(join.getTcpIpConfig().getMembers()).isEmpty();
    }

    @Test
    void theMemberListensOnOneAddressAndOnePort() {
        var network = (ServerSocketEndpointConfig)
                config.getAdvancedNetworkConfig().getEndpointConfigs().get(EndpointQualifier.MEMBER);

        assertThat(network.getPort()).isEqualTo(5_701);
        assertThat(network.isPortAutoIncrement()).isFalse();
        assertThat(network.getInterfaces().isEnabled()).isTrue();
        assertThat(network.getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
        assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    }

    @Test
    void nothingButMembersIsListenedFor() {
        assertThat(config.getAdvancedNetworkConfig().isEnabled()).isTrue();
        assertThat(config.getAdvancedNetworkConfig().getEndpointConfigs()).containsOnlyKeys(EndpointQualifier.MEMBER);
    }

    @Test
    void aClusterOfOneHasANameThatNoOtherMemberHas() {
        assertThat(config.getClusterName()).startsWith("insights-");
        assertThat(MemberConfiguration.of(SETTINGS).getClusterName()).isNotEqualTo(config.getClusterName());
    }

    @Test
    void membersThatAreListedFormAClusterUnderTheConfiguredName() {
        Config listed = withDiscovery(new Discovery.Addresses(List.of("10.0.0.1:5701", "10.0.0.2:5701")));

        assertThat(listed.getClusterName()).isEqualTo("insights");
        assertThat(listed.getAdvancedNetworkConfig().getJoin().getTcpIpConfig().isEnabled())
                .isTrue();
        assertThat(listed.getAdvancedNetworkConfig().getJoin().getTcpIpConfig().getMembers())
                .containsExactly("10.0.0.1:5701", "10.0.0.2:5701");
    }

    @Test
    void aKubernetesServiceIsAskedThroughItsDnsName() {
        Config inKubernetes = withDiscovery(new Discovery.KubernetesService("insights.prod.svc.cluster.local", 5_702));

        KubernetesConfig kubernetes =
                inKubernetes.getAdvancedNetworkConfig().getJoin().getKubernetesConfig();
        assertThat(kubernetes.isEnabled()).isTrue();
        assertThat(kubernetes.getProperties())
                .containsEntry("service-dns", "insights.prod.svc.cluster.local")
                .containsEntry("service-port", "5702");
        assertThat(inKubernetes
                        .getAdvancedNetworkConfig()
                        .getJoin()
                        .getTcpIpConfig()
                        .isEnabled())
                .isFalse();
    }

    @Test
    void anEntryIsOnTwoMembersAndClaimsOfASplitAreDropped() {
        for (String map : List.of(
                MemberConfiguration.RESULTS,
                MemberConfiguration.RECORDS,
                MemberConfiguration.CLAIMS,
                MemberConfiguration.OUTCOMES)) {
            assertThat(config.getMapConfig(map).getBackupCount()).as(map).isOne();
        }
        assertThat(mergePolicy(MemberConfiguration.RESULTS)).isEqualTo(PutIfAbsentMergePolicy.class.getName());
        assertThat(mergePolicy(MemberConfiguration.CLAIMS)).isEqualTo(DiscardMergePolicy.class.getName());
        assertThat(mergePolicy(MemberConfiguration.OUTCOMES)).isEqualTo(DiscardMergePolicy.class.getName());
    }

    @Test
    void whatNobodyNeedsIsOff() {
        assertThat(config.getJetConfig().isEnabled()).isFalse();
        assertThat(config.getProperty("hazelcast.shutdownhook.enabled")).isEqualTo("false");
    }

    @Test
    void aStartThatFindsNoMasterEnds() {
        assertThat(config.getProperty("hazelcast.max.join.seconds")).isEqualTo("30");
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
        Config year = MemberConfiguration.of(settings(new Discovery.None(), Duration.ofHours(8_760)));

        assertThat(year.getMapConfig(MemberConfiguration.RESULTS).getTimeToLiveSeconds())
                .isEqualTo(8_761 * 3_600);
    }

    private static Config withDiscovery(Discovery discovery) {
        return MemberConfiguration.of(settings(discovery, Duration.ofHours(24)));
    }

    private static HazelcastSettings settings(Discovery discovery, Duration timeToLive) {
        return new HazelcastSettings("insights", discovery, "127.0.0.1", 5_701, 64, timeToLive, Claims.LEASE);
    }

    private String mergePolicy(String map) {
        return config.getMapConfig(map).getMergePolicyConfig().getPolicy();
    }

    private EvictionConfig eviction(String map) {
        return config.getMapConfig(map).getEvictionConfig();
    }
}
