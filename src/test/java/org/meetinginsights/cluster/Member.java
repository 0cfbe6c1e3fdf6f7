package org.meetinginsights.cluster;

import java.time.Duration;

/** A process that something happens to. */
interface Member extends AutoCloseable {

    ServerProcess process();

    /** Returns when it serves, or fails. */
    void awaitReady();

    /**
     * In good order.
     *
     * @return how long it took
     */
    Duration stop();

    default void start() {
        process().start();
    }

    @Override
    default void close() {
        process().close();
    }
}
