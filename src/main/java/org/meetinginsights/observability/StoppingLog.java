package org.meetinginsights.observability;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Brings log lines back while the server stops. A virtual machine that gets a SIGTERM resets {@code java.util.logging} at
 * once and takes the server's handlers away with it (its {@code LogManager.Cleaner}), half a minute or more before the last
 * request is answered. Thread-safe.
 */
public final class StoppingLog {

    private static final String OURS = "org.meetinginsights.";

    private final List<Handler> handlers = List.of(root().getHandlers());

    /** Does nothing where nothing was taken away: {@code server stop} ends the virtual machine last. */
    public void restore() {
        if (root().getHandlers().length == 0) {
            root().addHandler(new Forwarding());
        }
    }

    private static Logger root() {
        return LogManager.getLogManager().getLogger("");
    }

    /** The levels are reset too, so that of others' lines only warnings are passed on, as before. */
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
            // The handlers are the server's.
        }
    }
}
