package org.meetinginsights.configuration.lifecycle;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Liberty's executor, with a fallback. When the server begins to stop, Liberty's executor refuses every task, although the
 * server still waits for requests. Their tasks then run on threads of our own. They must not run on the calling thread,
 * which may be one of Hazelcast's. Thread-safe.
 */
public final class ServerExecutor implements Executor {

    /** The code of Liberty's message for a task that comes after the shutdown, in every language. */
    private static final String SHUT_DOWN = "CWWKE1202E";

    private final Executor managed;
    private final Executor fallback;
    private volatile boolean stopping;

    public ServerExecutor(Executor managed, Executor fallback) {
        this.managed = managed;
        this.fallback = fallback;
    }

    @Override
    public void execute(Runnable task) {
        if (!stopping) {
            try {
                managed.execute(task);
                return;
            } catch (RejectedExecutionException e) {
                // A stopping server refuses all later tasks too. A busy one may accept the next task.
                stopping = String.valueOf(e.getMessage()).contains(SHUT_DOWN);
            }
        }
        fallback.execute(task);
    }

    /** Whether the server is stopping. The refused task is the only sign of it that an application gets. */
    public boolean isServerStopping() {
        execute(() -> {});
        return stopping;
    }
}
