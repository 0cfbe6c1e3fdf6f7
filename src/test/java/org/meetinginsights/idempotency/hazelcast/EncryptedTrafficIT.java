package org.meetinginsights.idempotency.hazelcast;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.envelope;

import com.hazelcast.config.Config;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.map.IMap;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.EncryptedEnvelopes;
import org.meetinginsights.idempotency.envelope.EnvelopeFormat;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.key.StoreKey;

/** What somebody sees who listens between two members. */
class EncryptedTrafficIT {

    private static final int RESULTS = 20;
    private static final String SAID = "what the meeting said";

    private final MutableClock clock = new MutableClock();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNoWordOfAResultIfThereIsAKey(boolean encrypted) throws IOException {
        EnvelopeFormat format = encrypted
                ? new EncryptedEnvelopes(List.of(new byte[EncryptedEnvelopes.KEY_BYTES]))
                : EnvelopeFormat.PLAIN;
        int[] ports = {Ports.free(), Ports.free()};
        try (RecordingProxy first = new RecordingProxy(ports[0]);
                RecordingProxy second = new RecordingProxy(ports[1])) {
            List<String> addresses = List.of(first.address(), second.address());
            List<HazelcastInstance> members = IntStream.range(0, 2)
                    .mapToObj(i -> Hazelcast.newHazelcastInstance(member(ports[i], addresses, addresses.get(i))))
                    .toList();
            try {
                await().atMost(30, SECONDS)
                        .until(() -> members.get(0).getCluster().getMembers().size() == 2);
                List<StoreKey> keys = store(members.get(0).getMap(MemberConfiguration.RESULTS), format);
                IMap<String, byte[]> there = members.get(1).getMap(MemberConfiguration.RESULTS);
                keys.forEach(key -> assertThat(format.read(key, there.get(key.text()), clock))
                        .isInstanceOf(Lookup.Fresh.class));
            } finally {
                members.forEach(member -> member.getLifecycleService().terminate());
            }

            String seen = first.text() + second.text();
            // Without a key it must be there, or this test would prove nothing.
            assertThat(seen.contains(SAID)).isNotEqualTo(encrypted);
        }
    }

    private List<StoreKey> store(IMap<String, byte[]> results, EnvelopeFormat format) {
        List<StoreKey> keys =
                IntStream.range(0, RESULTS).mapToObj(i -> Samples.newKey()).toList();
        keys.forEach(key -> results.set(key.text(), format.write(key, envelope(SAID, clock))));
        return keys;
    }

    private static Config member(int port, List<String> addresses, String seenAs) {
        Config config = MemberConfiguration.of(SharedStores.settings("wire", new Discovery.Addresses(addresses), port));
        ((ServerSocketEndpointConfig)
                        config.getAdvancedNetworkConfig().getEndpointConfigs().get(EndpointQualifier.MEMBER))
                .setPublicAddress(seenAs);
        return config;
    }
}
