package org.meetinginsights.idempotency.hazelcast;

import static org.meetinginsights.idempotency.Samples.LIFE;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.util.List;
import java.util.stream.IntStream;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.store.Claims;

/** Each node has a member inside; a third one stays, so that nothing is lost with one of them. */
class EmbeddedErasureIT extends ErasureContract {

    private final int[] ports = IntStream.range(0, 5).map(i -> Ports.free()).toArray();
    private HazelcastInstance third;
    private int next = 1;

    @Override
    void startMembers() {
        third = Hazelcast.newHazelcastInstance(MemberConfiguration.of(settings(ports[0])));
    }

    @Override
    void stopMembers() {
        third.getLifecycleService().terminate();
    }

    private HazelcastSettings settings(int port) {
        List<String> all =
                IntStream.of(ports).mapToObj(each -> "127.0.0.1:" + each).toList();
        return new HazelcastSettings(
                "erasing", new Discovery.Addresses(all), "127.0.0.1", port, 64, LIFE, Claims.LEASE);
    }

    @Override
    ClusterNode node(String name) {
        int members = third.getCluster().getMembers().size() + 1;
        return new ClusterNode(name, settings(ports[next++]), HazelcastLink::member).whenThereAre(members);
    }

    @Override
    HazelcastInstance member() {
        return third;
    }

    @Override
    int membersWhenWhole() {
        return 3;
    }
}
