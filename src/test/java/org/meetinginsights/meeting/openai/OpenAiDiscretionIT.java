package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.meeting.openai.Outcomes.failureOf;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What never leaves the process by way of the log, at any level of ours. */
class OpenAiDiscretionIT {

    private static final String MODEL_TEXT = "Quetzalcoatlus";

    private static final Logger OURS = Logger.getLogger("org.meetinginsights");

    private final AnalystFixture fixture = new AnalystFixture();
    private final LogTap tap = new LogTap();

    @BeforeEach
    void listen() {
        OURS.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(tap);
    }

    @AfterEach
    void close() {
        Logger.getLogger("").removeHandler(tap);
        OURS.setLevel(null);
        fixture.close();
    }

    @Test
    void answersThatCannotBeUsedLeaveNoText() {
        fixture.stub.planContent("{\"" + MODEL_TEXT + "\": \"" + MODEL_TEXT);
        fixture.stub.planContent("{\"" + MODEL_TEXT + "\": \"" + MODEL_TEXT + "\"}");

        failureOf(fixture.analyst().extract(Meetings.lengthy()));

        assertThat(tap.lines).isNotEmpty().noneMatch(OpenAiDiscretionIT::tellsTooMuch);
    }

    @Test
    void whatIsNoChatCompletionLeavesNoText() {
        fixture.stub.plan(aResponse().withBody("{\"choices\": \"" + MODEL_TEXT + "\"}"));

        failureOf(fixture.analyst().extract(Meetings.lengthy()));

        assertThat(tap.lines).isNotEmpty().noneMatch(OpenAiDiscretionIT::tellsTooMuch);
    }

    @Test
    void errorsOfTheServerLeaveNoText() {
        fixture.stub.plan(aResponse()
                .withStatus(400)
                .withBody("{\"error\": {\"message\": \"" + MODEL_TEXT + "\", \"code\": \"" + MODEL_TEXT + "\"}}"));

        failureOf(fixture.analyst().extract(Meetings.lengthy()));

        assertThat(tap.lines).isNotEmpty().noneMatch(OpenAiDiscretionIT::tellsTooMuch);
    }

    @Test
    void aFailureSaysWhichOneItWas() {
        fixture.stub.answerWithStatus(401);

        failureOf(fixture.analyst().extract(Meetings.lengthy()));

        assertThat(tap.lines)
                .anyMatch(line ->
                        line.contains("[MODEL FAILED] operation=extract | code=llm_unavailable | status=401 | type="));
    }

    private static boolean tellsTooMuch(String line) {
        return line.contains(Meetings.SECRET_WORD)
                || line.contains(MODEL_TEXT)
                || line.contains(AnalystFixture.API_KEY);
    }

    /** Keeps lines as a console would show them, stack traces included. */
    private static final class LogTap extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

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
        public void close() {}
    }
}
