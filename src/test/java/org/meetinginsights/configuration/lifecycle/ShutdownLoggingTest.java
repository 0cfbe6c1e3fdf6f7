package org.meetinginsights.configuration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShutdownLoggingTest {

    private static final String OURS = "org.meetinginsights.cache";

    private final Logger root = Logger.getLogger("");
    private final Handler[] before = root.getHandlers();
    private final List<String> lines = new ArrayList<>();
    private ShutdownLogging log;

    @BeforeEach
    void aServerThatLogs() {
        takeHandlersAway();
        root.addHandler(new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {
                // Nothing is held back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        });
        log = new ShutdownLogging();
    }

    @AfterEach
    void asItWas() {
        takeHandlersAway();
        for (Handler handler : before) {
            root.addHandler(handler);
        }
    }

    @Test
    void restoresOurLinesAfterTheJvmRemovedTheHandlers() {
        takeHandlersAway();
        log.restore();

        Logger.getLogger(OURS).info("ours");

        assertThat(lines).containsExactly("ours");
    }

    @Test
    void restoresOnlyTheWarningsOfOthers() {
        takeHandlersAway();
        log.restore();

        Logger.getLogger("com.hazelcast.core").log(Level.INFO, "news");
        Logger.getLogger("com.hazelcast.core").log(Level.WARNING, "trouble");

        assertThat(lines).containsExactly("trouble");
    }

    @Test
    void writesNoLineTwiceIfTheHandlersAreStillThere() {
        log.restore();

        Logger.getLogger(OURS).info("ours");

        assertThat(lines).containsExactly("ours");
    }

    private void takeHandlersAway() {
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
    }
}
