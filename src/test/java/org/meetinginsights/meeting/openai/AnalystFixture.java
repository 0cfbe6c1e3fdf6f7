package org.meetinginsights.meeting.openai;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Caller;
import org.meetinginsights.meeting.MeetingAnalyst;
import org.meetinginsights.meeting.Operation;
import org.meetinginsights.meeting.openai.chat.ModelCallListener;

/** A stub and analysts that call it, by default without retries and with limits that no test reaches. */
final class AnalystFixture implements AutoCloseable {

    static final String API_KEY = "sk-secret-of-the-operator";
    static final String REQUEST_ID = "request-of-the-test";
    static final Caller CALLER = new Caller("test", "key", REQUEST_ID);
    static final String THREAD_NAME = "analyst";

    final OpenAiStub stub = OpenAiStub.start();
    String model = "gpt-4o";
    String source = "gpt-4o";
    Duration attemptTimeout = Duration.ofSeconds(20);
    Duration deadline = Duration.ofSeconds(25);
    int maxRetries;
    int maxConcurrent = 8;
    int maxQueued = 8;
    OptionalInt contextTokens = OptionalInt.empty();
    Clock clock = Clock.systemUTC();
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    URI baseUrl = stub.baseUrl();
    Optional<BigDecimal> priceInput = Optional.empty();
    Optional<BigDecimal> priceOutput = Optional.empty();
    ModelCallListener listener = new ModelCallListener() {};

    private final List<OpenAiAnalyst> analysts = new ArrayList<>();
    private final List<OpenAiStub> others = new ArrayList<>();

    OpenAiSettings settings() {
        return new OpenAiSettings(
                API_KEY,
                Optional.of(baseUrl),
                model,
                attemptTimeout,
                maxRetries,
                deadline,
                maxConcurrent,
                maxQueued,
                contextTokens,
                priceInput,
                priceOutput,
                source);
    }

    /** With the settings of this moment. */
    OpenAiAnalyst analyst() {
        OpenAiAnalyst analyst = new OpenAiAnalyst(settings(), listener, clock, timer, AnalystFixture::thread);
        analysts.add(analyst);
        return analyst;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, THREAD_NAME);
        thread.setDaemon(true);
        return thread;
    }

    /** The extraction of a meeting of the usual length. */
    CompletionStage<Analysis> extract() {
        return extract(analyst());
    }

    static CompletionStage<Analysis> extract(MeetingAnalyst analyst) {
        return analyst.analyze(Operation.EXTRACT, Meetings.lengthy(), CALLER);
    }

    /** Another stub, which ends with this one. */
    void alsoClose(OpenAiStub other) {
        others.add(other);
    }

    @Override
    public void close() {
        analysts.forEach(OpenAiAnalyst::close);
        others.forEach(OpenAiStub::close);
        timer.shutdownNow();
        stub.close();
    }
}
