package org.meetinginsights.observability.log;

import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes the lines of each request. It names itself as their source. A logger would look for its caller by itself, and that
 * costs more than the rest of a line. Thread-safe.
 */
final class EventLog {

    private final Logger logger;

    EventLog(String name) {
        this.logger = Logger.getLogger(name);
    }

    void info(Supplier<String> line) {
        write(Level.INFO, line);
    }

    void debug(Supplier<String> line) {
        write(Level.FINE, line);
    }

    void error(Supplier<String> line) {
        write(Level.SEVERE, line);
    }

    private void write(Level level, Supplier<String> line) {
        if (logger.isLoggable(level)) {
            logger.logp(level, logger.getName(), null, line);
        }
    }
}
