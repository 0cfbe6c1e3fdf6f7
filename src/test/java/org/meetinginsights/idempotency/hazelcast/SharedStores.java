package org.meetinginsights.idempotency.hazelcast;

import static org.meetinginsights.idempotency.Samples.LIFE;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.EnvelopeFormat;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.store.Claims;

/** Members, clients and their stores on this machine, with time enough for each call. */
public final class SharedStores {

    private SharedStores() {}

    public static HazelcastSettings settings(String cluster, Discovery discovery, int port) {
        return settings(cluster, discovery, port, Claims.LEASE);
    }

    static HazelcastSettings settings(String cluster, Discovery discovery, int port, Duration lease) {
        return new HazelcastSettings(cluster, discovery, "127.0.0.1", port, 16, LIFE, lease);
    }

    public static HazelcastResultStore of(HazelcastLink link, Clock clock) {
        return of(link, Claims.LEASE, EnvelopeFormat.PLAIN, clock);
    }

    static HazelcastResultStore of(HazelcastLink link, Duration lease, EnvelopeFormat format, Clock clock) {
        return new HazelcastResultStore(
                link, lease, Samples.UNHURRIED, format, Samples.nothingErased(clock), clock, ForkJoinPool.commonPool());
    }
}
