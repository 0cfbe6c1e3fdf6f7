package org.meetinginsights.observability.log;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.meetinginsights.idempotency.local.SharedStoreHealth;
import org.meetinginsights.idempotency.store.Backend;

/** Writes where results are stored, at the start and on each change. Counts the shared store's errors. Thread-safe. */
public final class BackendLog implements SharedStoreHealth.Listener {

    private static final Logger LOG = System.getLogger("org.meetinginsights.cache");

    private static final String ADVICE =
            "do its members run, and are HAZELCAST_MEMBERS and HAZELCAST_CLUSTER_NAME right?";

    private final Backend shared;
    private final IntSupplier members;
    private final Counter errors;
    private final AtomicBoolean warned = new AtomicBoolean();
    private boolean up;
    private int loggedMembers;

    /** @param members supplies the current number of members of the shared store */
    public BackendLog(Backend shared, IntSupplier members, MetricRegistry registry) {
        this.shared = shared;
        this.members = members;
        this.errors = registry.counter("cache_errors_total", new Tag("backend", shared.label()));
    }

    /** Writes the line of a node that has no shared store. */
    public static void memoryOnly() {
        LOG.log(Level.INFO, "[CACHE BACKEND] memory");
    }

    public void starting() {
        LOG.log(Level.INFO, () -> "[CACHE BACKEND] memory | hazelcast " + shared.label() + " is starting");
    }

    @Override
    public synchronized void back() {
        up = true;
        logMembers(members.getAsInt());
    }

    /** Writes the number of members, if it has changed and the store is in use. */
    public synchronized void membersMayHaveChanged() {
        int now = members.getAsInt();
        if (up && now != loggedMembers) {
            logMembers(now);
        }
    }

    private void logMembers(int now) {
        loggedMembers = now;
        LOG.log(Level.INFO, () -> "[CACHE BACKEND] hazelcast " + shared.label() + " members=" + now);
    }

    @Override
    public synchronized void away() {
        up = false;
        LOG.log(
                Level.WARNING,
                () -> "[CACHE BACKEND] memory | hazelcast " + shared.label()
                        + " does not answer; this node serves from its own memory until it does"
                        + (loggedMembers == 0 ? ". It has not since the start: " + ADVICE : ""));
    }

    /** To be called for each unreadable result: this node does not have its encryption key, or the bytes were changed. */
    public void unreadable() {
        errors.inc();
        if (!warned.getAndSet(true)) {
            LOG.log(
                    Level.WARNING,
                    "[CACHE ERROR] A stored result cannot be read and counts as a miss; do all nodes have the same"
                            + " CACHE_ENCRYPTION_KEY? Further ones are counted in cache_errors_total only");
        }
    }

    @Override
    public void failed(Throwable cause) {
        errors.inc();
        LOG.log(
                Level.DEBUG,
                () -> "[CACHE ERROR] [HAZELCAST] " + cause.getClass().getSimpleName());
    }
}
