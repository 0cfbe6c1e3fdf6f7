package org.meetinginsights.configuration.lifecycle;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps the log working while the server stops. On SIGTERM the JVM's {@code LogManager.Cleaner} removes all handlers of
 * {@code java.util.logging} at once, half a minute or more before the last request is answered. Thread-safe.
 */
final class ShutdownLogging {

    private static final String OURS = "org.meetinginsights.";

    private final List<Handler> handlers = List.of(root().getHandlers());

    /** Does nothing if the handlers are still there, as on {@code server stop}. */
    void restore() {
        if (root().getHandlers().length == 0) {
            root().addHandler(new Forwarding());
        }
    }

    private static Logger root() {
        return LogManager.getLogManager().getLogger("");
    }

    /** The JVM has reset the levels too, so this handler passes on only the warnings of other loggers, as before. */
    private final class Forwarding extends Handler {

        @Override
        public void publish(LogRecord line) {
            boolean ours = line.getLoggerName() != null && line.getLoggerName().startsWith(OURS);
            if (ours || line.getLevel().intValue() >= Level.WARNING.intValue()) {
                handlers.forEach(handler -> handler.publish(line));
            }
        }

        @Override
        public void flush() {
            handlers.forEach(Handler::flush);
        }

        @Override
        public void close() {
            // The handlers belong to the server.
        }
    }
}
