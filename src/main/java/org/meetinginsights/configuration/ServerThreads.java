package org.meetinginsights.configuration;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Liberty's threads, for as long as it gives any. From the moment in which the server begins to stop it refuses every task,
 * although it waits for requests that are being answered; what these still need is then done by threads of
 * our own. Not by the calling thread: that may be one of Hazelcast's, for which a whole cluster waits. Thread-safe.
 */
final class ServerThreads implements Executor {

    /** Liberty's message for a task that comes after the shutdown, whatever language it is in. */
    private static final String SHUT_DOWN = "CWWKE1202E";

    private final Executor managed;
    private final Executor own;
    private volatile boolean refused;

    ServerThreads(Executor managed, Executor own) {
        this.managed = managed;
        this.own = own;
    }

    @Override
    public void execute(Runnable task) {
        if (!refused) {
            try {
                managed.execute(task);
                return;
            } catch (RejectedExecutionException e) {
                // For good: there is no way back from stopping. A server that is only busy is asked again for the next
                // task.
                refused = String.valueOf(e.getMessage()).contains(SHUT_DOWN);
            }
        }
        own.execute(task);
    }

    /** Whether the server stops. Nobody tells an application; that it is given no thread any more is the only sign. */
    boolean areRefused() {
        execute(() -> {});
        return refused;
    }
}
