package org.meetinginsights.configuration.lifecycle;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates named daemon threads that see the application's classes, whichever thread submits a task. Thread-safe. */
public final class ApplicationThreadFactory implements ThreadFactory {

    private final AtomicInteger number = new AtomicInteger();
    private final ClassLoader classes = Thread.currentThread().getContextClassLoader();
    private final String name;

    /** Must be called while the application starts, because it takes the class loader of the current thread. */
    public ApplicationThreadFactory(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(classes);
        return thread;
    }
}
