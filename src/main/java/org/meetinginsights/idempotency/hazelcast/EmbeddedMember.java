package org.meetinginsights.idempotency.hazelcast;

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

/**
 * The Hazelcast member inside this server. It starts in the background, because the service does not need it to begin
 * with, and tries again for as long as it cannot start or whenever it ends by itself. Thread-safe.
 */
public final class EmbeddedMember implements AutoCloseable {

    private static final Logger LOG = System.getLogger(EmbeddedMember.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final HazelcastSettings settings;
    private final ScheduledExecutorService background;
    private volatile HazelcastInstance instance;
    private volatile boolean closed;
    private boolean complained;

    public EmbeddedMember(HazelcastSettings settings, ScheduledExecutorService background) {
        this.settings = settings;
        this.background = background;
    }

    /** Returns at once; the member is there some seconds later. */
    public void start() {
        background.execute(() -> startNow(FIRST_PAUSE));
    }

    /** The member, while it runs. */
    Optional<HazelcastInstance> instance() {
        return Optional.ofNullable(instance);
    }

    private synchronized void startNow(Duration pauseAfterFailure) {
        if (closed) {
            return;
        }
        try {
            HazelcastInstance started = Hazelcast.newHazelcastInstance(MemberConfiguration.of(settings));
            started.getLifecycleService().addLifecycleListener(event -> onLifecycle(event.getState()));
            instance = started;
            complained = false;
        } catch (RuntimeException | LinkageError e) {
            // Hazelcast looks for optional libraries when it starts, and some servers show it half of one.
            complain(e);
            again(pauseAfterFailure);
        }
    }

    /** A member that runs out of memory or loses a merge shuts itself down and does not come back. */
    private void onLifecycle(LifecycleState state) {
        if (state == LifecycleState.SHUTDOWN && !closed) {
            instance = null;
            LOG.log(Level.WARNING, "[CACHE ERROR] The Hazelcast member of this node has ended; starting another one");
            again(FIRST_PAUSE);
        }
    }

    private void complain(Throwable e) {
        if (!complained) {
            complained = true;
            LOG.log(
                    Level.WARNING,
                    "[CACHE ERROR] Hazelcast cannot start on {0}:{1} ({2}). This node serves from its own memory and"
                            + " keeps trying; if the port is taken or the address is not this machine''s, set"
                            + " HAZELCAST_PORT or HAZELCAST_INTERFACE",
                    settings.address(),
                    Integer.toString(settings.port()),
                    firstLine(e.getMessage()));
        }
    }

    private static String firstLine(String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("");
    }

    private void again(Duration pause) {
        Duration longer = pause.multipliedBy(2);
        Duration next = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        try {
            background.schedule(() -> startNow(next), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            closed = true; // The server is stopping, and its timer was faster than our close().
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (instance != null) {
            instance.shutdown();
            instance = null;
        }
    }
}
