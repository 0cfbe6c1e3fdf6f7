package org.meetinginsights.idempotency.hazelcast.connection;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.store.Backend;

/**
 * This node's way to the shared maps: a member inside this server, or a client of members elsewhere. It is made in the
 * background, because the service does not need it to begin with, and made again for as long as that fails or whenever it
 * ends by itself. Thread-safe.
 */
public final class HazelcastLink implements AutoCloseable {

    private static final Logger LOG = System.getLogger(HazelcastLink.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Backend backend;
    private final Supplier<HazelcastInstance> starter;
    private final StartFailure failure;
    private final ScheduledExecutorService background;
    private final DepartedMembers departed = new DepartedMembers(this::changed);
    private final AtomicLong connections = new AtomicLong();
    private volatile Listener listener = new Listener() {};
    private volatile HazelcastInstance instance;
    private volatile boolean closed;

    /** Is told what happens to the cluster; must not block. */
    public interface Listener {

        /** There are other members than before, or the connection to them has come or gone. */
        default void changed() {}

        /** The results may be others: this is another cluster, or it has merged with a larger part of itself. */
        default void replaced() {}
    }

    private HazelcastLink(
            Backend backend,
            Supplier<HazelcastInstance> starter,
            String whatToDo,
            ScheduledExecutorService background) {
        this.backend = backend;
        this.starter = starter;
        this.failure = new StartFailure(backend, whatToDo);
        this.background = background;
    }

    public static HazelcastLink member(HazelcastSettings settings, ScheduledExecutorService background) {
        String whatToDo = "if the port of " + settings.address() + ":" + settings.port()
                + " is taken or the address is not this machine's, set HAZELCAST_PORT or HAZELCAST_INTERFACE; if a member"
                + " that is listed takes connections and says nothing, end it";
        return new HazelcastLink(
                Backend.EMBEDDED,
                () -> Hazelcast.newHazelcastInstance(MemberConfiguration.of(settings)),
                whatToDo,
                background);
    }

    public static HazelcastLink client(HazelcastSettings settings, ScheduledExecutorService background) {
        return new HazelcastLink(
                Backend.CLIENT,
                () -> HazelcastClient.newHazelcastClient(ClientConfiguration.of(settings)),
                "look at HAZELCAST_MEMBERS",
                background);
    }

    /** Set before the start. */
    public void tell(Listener told) {
        listener = told;
    }

    /** Returns at once; the member or client is there some seconds later. */
    public void start() {
        background.execute(() -> startNow(FIRST_PAUSE));
    }

    public Backend backend() {
        return backend;
    }

    /** The member or client, while it runs; a client that runs may still have no connection. */
    public Optional<HazelcastInstance> instance() {
        return Optional.ofNullable(instance);
    }

    /** Grows with each connection: what was found out about a cluster holds for one of them. */
    public long connection() {
        return connections.get();
    }

    /** Whether this node saw that member leave. */
    public boolean hasLeft(String memberId) {
        return departed.contains(memberId);
    }

    /** Does something again and again for as long as the background is there; must not block or throw. */
    public void every(Duration pause, Runnable action) {
        background.scheduleWithFixedDelay(action, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void startNow(Duration pauseAfterFailure) {
        if (closed) {
            return;
        }
        try {
            HazelcastInstance started = starter.get();
            started.getLifecycleService().addLifecycleListener(event -> onLifecycle(event.getState()));
            started.getCluster().addMembershipListener(departed);
            if (take(started)) {
                failure.clear();
                changed();
            } else {
                started.shutdown();
            }
        } catch (RuntimeException | LinkageError e) {
            // Hazelcast looks for optional libraries when it starts, and some servers show it half of one.
            if (!closed) {
                failure.report(e);
                again(pauseAfterFailure);
            }
        }
    }

    /** Only this needs the lock, and not the start: that takes half a minute at worst, and who closes this does not wait for it. */
    private synchronized boolean take(HazelcastInstance started) {
        if (!closed) {
            connections.incrementAndGet();
            instance = started;
        }
        return !closed;
    }

    /** A member that runs out of memory or loses a merge shuts itself down and does not come back. */
    private void onLifecycle(LifecycleState state) {
        if (closed) {
            return;
        }
        if (state == LifecycleState.CLIENT_CONNECTED || state == LifecycleState.MERGED) {
            connections.incrementAndGet();
            listener.replaced();
        } else if (state == LifecycleState.SHUTDOWN) {
            instance = null;
            LOG.log(
                    Level.WARNING,
                    "[CACHE ERROR] Hazelcast ({0}) of this node has ended; starting it again",
                    backend.label());
            again(FIRST_PAUSE);
        }
        changed();
    }

    private void changed() {
        listener.changed();
    }

    private void again(Duration pause) {
        Duration longer = pause.multipliedBy(2);
        Duration next = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        later(pause, () -> startNow(next));
    }

    private void later(Duration pause, Runnable action) {
        try {
            background.schedule(action, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            closed = true; // The server is stopping, and its timer was faster than our close().
        }
    }

    /** Shuts the member or client down; one that is just starting shuts itself down when that is over. */
    @Override
    public void close() {
        HazelcastInstance last = end();
        if (last != null) {
            last.shutdown();
        }
    }

    private synchronized HazelcastInstance end() {
        closed = true;
        HazelcastInstance last = instance;
        instance = null;
        return last;
    }
}
