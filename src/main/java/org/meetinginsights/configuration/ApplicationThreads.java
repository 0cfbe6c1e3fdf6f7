package org.meetinginsights.configuration;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of our own: named, no reason for the server to stay, and with the application's classes in sight whoever asks
 * for the first task. Thread-safe.
 */
final class ApplicationThreads implements ThreadFactory {

    private final AtomicInteger number = new AtomicInteger();
    private final ClassLoader classes = Thread.currentThread().getContextClassLoader();
    private final String name;

    /** To be called while the application starts, when the thread sees what the server shows to the application. */
    ApplicationThreads(String name) {
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
