package org.meetinginsights.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.meetinginsights.configuration.settings.NodeName;
import org.meetinginsights.configuration.settings.Settings;
import org.meetinginsights.idempotency.envelope.EncryptedEnvelopes;
import org.meetinginsights.idempotency.envelope.EnvelopeFormat;
import org.meetinginsights.idempotency.envelope.MixedEnvelopes;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.flight.SteadyClock;
import org.meetinginsights.idempotency.hazelcast.HazelcastResultStore;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.local.LayeredResultStore;
import org.meetinginsights.idempotency.local.LocalResultStore;
import org.meetinginsights.idempotency.local.SharedStoreHealth;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.idempotency.store.Results;
import org.meetinginsights.idempotency.store.StoreTimeouts;
import org.meetinginsights.observability.health.FirstJoin;
import org.meetinginsights.observability.log.BackendLog;

/** Creates the store that {@code CACHE_BACKEND} selects. */
@ApplicationScoped
class StoreProducer {

    private static final long MIB = 1L << 20;
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

    @Produces
    @Singleton
    ResultStore store(
            Settings settings,
            NodeName name,
            Clock clock,
            SteadyClock steady,
            Executor executor,
            ScheduledExecutorService timer,
            MetricRegistry registry) {
        Erasures erasures = new Erasures(tombstoneLife(settings), clock);
        if (settings.backend() == Settings.CacheBackend.MEMORY) {
            BackendLog.memoryOnly();
            return new LocalResultStore(settings.maxSizeMb() * MIB, erasures, clock, steady);
        }
        // Half for the map and half for the near cache, so that both together stay within the limit.
        LocalResultStore own = new LocalResultStore(settings.maxSizeMb() * MIB / 2, erasures, clock, steady);
        HazelcastLink link = settings.backend() == Settings.CacheBackend.CLIENT
                ? HazelcastLink.client(settings.hazelcast(), timer)
                : HazelcastLink.member(settings.hazelcast(), timer);
        HazelcastResultStore shared = new HazelcastResultStore(
                link, Claims.LEASE, StoreTimeouts.STANDARD, format(settings), erasures, clock, executor);
        BackendLog log = new BackendLog(shared.backend(), shared::members, registry);
        shared.onUnreadable(log::unreadable);
        SharedStoreHealth health = new SharedStoreHealth(shared::probe, PROBE_INTERVAL, clock, timer, log);
        LayeredResultStore store = new LayeredResultStore(own, shared, health, clock, steady);
        link.tell(new HazelcastLink.Listener() {
            @Override
            public void changed() {
                log.membersMayHaveChanged();
                health.changed();
            }

            @Override
            public void replaced() {
                store.revalidate();
            }
        });
        shared.appear(name.text());
        log.starting();
        link.start();
        health.start();
        return store;
    }

    @Produces
    @Singleton
    FirstJoin firstJoin(Settings settings, ResultStore store, SteadyClock clock) {
        return settings.isAlone() ? FirstJoin.none() : FirstJoin.awaited(store::backend, clock);
    }

    static void close(@Disposes ResultStore store) {
        store.close();
    }

    /** The longest call, the life of its result, and the time for which expired results are kept. */
    private static Duration tombstoneLife(Settings settings) {
        return settings.timeToLive().plus(settings.callDeadline()).plus(Results.RETENTION_AFTER_EXPIRY);
    }

    private static EnvelopeFormat format(Settings settings) {
        List<Optional<byte[]>> all = settings.encryptionKeys();
        List<byte[]> keys = all.stream().flatMap(Optional::stream).toList();
        if (keys.isEmpty()) {
            return EnvelopeFormat.PLAIN;
        }
        EncryptedEnvelopes encrypted = new EncryptedEnvelopes(keys);
        return keys.size() == all.size()
                ? encrypted
                : new MixedEnvelopes(encrypted, all.get(0).isEmpty());
    }
}
