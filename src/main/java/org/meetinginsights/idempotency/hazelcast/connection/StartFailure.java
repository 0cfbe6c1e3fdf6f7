package org.meetinginsights.idempotency.hazelcast.connection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.meetinginsights.idempotency.store.Backend;

/** Says in the log why Hazelcast does not start: once, until it has started. Thread-safe. */
final class StartFailure {

    private static final Logger LOG = System.getLogger(HazelcastLink.class.getName());

    private final Backend backend;
    private final String whatToDo;
    private volatile boolean reported;

    StartFailure(Backend backend, String whatToDo) {
        this.backend = backend;
        this.whatToDo = whatToDo;
    }

    void report(Throwable e) {
        if (!reported) {
            reported = true;
            LOG.log(
                    Level.WARNING,
                    "[CACHE ERROR] Hazelcast ({0}) cannot start ({1}). This node serves from its own memory and keeps"
                            + " trying; {2}",
                    backend.label(),
                    firstLine(e.getMessage()),
                    whatToDo);
        }
    }

    private static String firstLine(String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("");
    }

    void clear() {
        reported = false;
    }
}
