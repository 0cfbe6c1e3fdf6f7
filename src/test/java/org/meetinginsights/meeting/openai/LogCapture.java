package org.meetinginsights.meeting.openai;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps the log lines of all levels, with stack traces. */
final class LogCapture extends Handler {

    private static final Logger OURS = Logger.getLogger("org.meetinginsights");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    void open() {
        OURS.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(this);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord logRecord) {
        StringWriter line = new StringWriter();
        line.write(new SimpleFormatter().formatMessage(logRecord));
        if (logRecord.getThrown() != null) {
            logRecord.getThrown().printStackTrace(new PrintWriter(line, true));
        }
        lines.add(line.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
        OURS.setLevel(null);
    }
}
