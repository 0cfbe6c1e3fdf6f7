package org.meetinginsights.meeting.openai;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stub, and analysts that talk to it: no retries, and limits nobody meets by accident, unless a test says so. */
final class AnalystFixture implements AutoCloseable {

    static final String API_KEY = "sk-secret-of-the-operator";

    final OpenAiStub stub = OpenAiStub.start();
    String model = "gpt-4o";
    String source = "gpt-4o";
    Duration attemptTimeout = Duration.ofSeconds(20);
    Duration deadline = Duration.ofSeconds(25);
    int maxRetries;
    int maxConcurrent = 8;
    int maxQueued = 8;
    URI baseUrl = stub.baseUrl();
    Optional<BigDecimal> priceInput = Optional.empty();
    Optional<BigDecimal> priceOutput = Optional.empty();
    ModelCallListener listener = ModelCallListener.SILENT;

    private final List<OpenAiAnalyst> analysts = new ArrayList<>();

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
                priceInput,
                priceOutput,
                source);
    }

    /** With the settings of this moment. */
    OpenAiAnalyst analyst() {
        OpenAiAnalyst analyst = new OpenAiAnalyst(settings(), listener);
        analysts.add(analyst);
        return analyst;
    }

    @Override
    public void close() {
        analysts.forEach(OpenAiAnalyst::close);
        stub.close();
    }
}
