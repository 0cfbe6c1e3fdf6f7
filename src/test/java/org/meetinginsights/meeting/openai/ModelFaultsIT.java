package org.meetinginsights.meeting.openai;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meetinginsights.http.problem.Problem;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.hazelcast.Ports;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingMetadata;
import org.meetinginsights.meeting.Operation;
import org.meetinginsights.meeting.openai.resilience.ModelCircuitBreaker;
import org.meetinginsights.observability.metrics.ModelMetrics;
import org.meetinginsights.observability.metrics.RecordedMetrics;

/** Produces the fault of every row in docs/model-faults.md and compares the effects with the row. */
class ModelFaultsIT {

    private static final Path TABLE = Path.of("docs", "model-faults.md");
    private static final String NONE = "–";

    private final AnalystFixture fixture = new AnalystFixture();
    private final ImmediateTimer timer = new ImmediateTimer();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final LogCapture log = new LogCapture();

    @BeforeEach
    void prepare() {
        log.open();
        fixture.timer = timer;
        fixture.clock = atAWholeSecond();
        fixture.maxRetries = 2;
        fixture.listener = new ModelMetrics(metrics.registry(), fixture.model);
    }

    @AfterEach
    void close() {
        log.close();
        fixture.close();
    }

    @Test
    void theTableHasARowForEachFault() throws IOException {
        assertThat(rows().map(row -> row.split("\\|")[1].strip()))
                .containsExactlyElementsOf(
                        Stream.of(ModelFault.values()).map(ModelFault::words).toList());
    }

    @ParameterizedTest
    @EnumSource(ModelFault.class)
    void everyFaultHasTheEffectsOfItsRow(ModelFault fault) throws IOException {
        begin(fault);
        Meeting meeting = meeting("M-1");
        try (TwoNodes nodes = new TwoNodes(fixture.analyst())) {
            List<Response> responses = nodes.threeAtOnce(meeting);

            assertThat(rows()).contains(row(fault, responses.get(0), nodes.wasted()));
            assertThat(responses.subList(1, 3)).allSatisfy(waiter -> assertSharedBy(waiter, responses.get(0)));
            assertThat(nodes.stored()).isZero();

            heal(fault);
            Response next = nodes.next(meeting);
            assertThat(next.getHeaderString("Cache-Status")).contains("fwd=uri-miss; stored");
            assertThat(nodes.stored()).isEqualTo(1);
        }
        assertThat(log.lines()).isNotEmpty().noneMatch(ModelFaultsIT::hasSecret);
    }

    private void begin(ModelFault fault) throws IOException {
        fixture.attemptTimeout = fault.attemptTimeout();
        if (fault.hasAServer()) {
            fixture.stub.answerWith(
                    request -> fault.answer(fixture.stub, fixture.clock).orElseThrow());
        } else {
            fixture.baseUrl = URI.create("http://127.0.0.1:" + Ports.free() + "/v1");
        }
    }

    private void heal(ModelFault fault) {
        if (fault.hasAServer()) {
            fixture.stub.answerWell();
        } else {
            fixture.alsoClose(OpenAiStub.start(fixture.baseUrl.getPort()));
        }
    }

    /** The observed effects, as a row of the table. */
    private String row(ModelFault fault, Response response, long wasted) throws IOException {
        Problem problem = (Problem) response.getEntity();
        String calls = fault.hasAServer() ? Integer.toString(fixture.stub.calls()) : NONE;
        String retryAfter = response.getHeaderString("Retry-After");
        return Stream.of(
                        fault.words(),
                        calls,
                        pauses(),
                        problem.status() + " `" + problem.error() + "`",
                        retryAfter == null ? NONE : retryAfter,
                        "`" + cacheStatus(response) + "`",
                        counts(),
                        Long.toString(wasted),
                        opensTheCircuit(fault) ? "yes" : "no")
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private String pauses() {
        List<Duration> pauses = timer.pauses();
        if (pauses.isEmpty()) {
            return NONE;
        }
        boolean backoff = IntStream.range(0, pauses.size()).allMatch(i -> isBackoff(i, pauses.get(i)));
        return backoff
                ? "backoff"
                : pauses.stream()
                        .map(pause -> Math.round(pause.toMillis() / 1000.0) + " s")
                        .collect(Collectors.joining(", "));
    }

    /** Half a second and a second, less up to a half. */
    private static boolean isBackoff(int number, Duration pause) {
        long full = 500L << number;
        return pause.toMillis() >= full / 2 && pause.toMillis() <= full;
    }

    private static String cacheStatus(Response response) {
        return response.getHeaderString("Cache-Status")
                .replace("MeetingInsights; ", "")
                .replace("; detail=LOCAL", "");
    }

    /** Of the counters those of the model, without the labels that are the same everywhere. */
    private String counts() {
        return metrics.counts().entrySet().stream()
                .map(count -> "`" + count.getKey().replace("model=gpt-4o,", "") + "` " + count.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Whether ten of them, one for each request, keep the eleventh from being sent. */
    private boolean opensTheCircuit(ModelFault fault) {
        fixture.maxRetries = 0;
        fixture.maxConcurrent = ModelCircuitBreaker.MINIMUM_CALLS;
        OpenAiAnalyst analyst = fixture.analyst();
        List<?> failed = IntStream.range(0, ModelCircuitBreaker.MINIMUM_CALLS)
                .mapToObj(number -> analyst.analyze(Operation.EXTRACT, meeting("M-" + number), AnalystFixture.CALLER))
                .toList()
                .stream()
                .map(Analyses::failureOf)
                .toList();
        assertThat(failed).hasSize(ModelCircuitBreaker.MINIMUM_CALLS);
        boolean outage = Analyses.failureOf(analyst.analyze(Operation.EXTRACT, meeting("M-11"), AnalystFixture.CALLER))
                .code()
                .equals("overloaded");
        assertThat(metrics.gauge("openai_circuit_open")).isEqualTo(outage ? 1 : 0);
        return outage;
    }

    private static void assertSharedBy(Response waiter, Response first) {
        assertThat(((Problem) waiter.getEntity()).error()).isEqualTo(((Problem) first.getEntity()).error());
        assertThat(waiter.getHeaderString("Retry-After")).isEqualTo(first.getHeaderString("Retry-After"));
        assertThat(waiter.getHeaderString("Cache-Status")).contains("; collapsed");
    }

    private static boolean hasSecret(String line) {
        return line.contains(Meetings.SECRET_WORD)
                || line.contains(ModelFault.TEXT)
                || line.contains(AnalystFixture.API_KEY);
    }

    private static Stream<String> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"));
    }

    private static Meeting meeting(String id) {
        return new Meeting(
                Meetings.lengthy().transcript(),
                new MeetingMetadata(id, "C-1", null, null, null, null, "2025-10-15T10:00:00Z"));
    }

    /** A date in a header has no smaller unit. */
    private static MutableClock atAWholeSecond() {
        MutableClock clock = new MutableClock();
        clock.advance(Duration.ofNanos(1_000_000_000L - clock.instant().getNano()));
        return clock;
    }
}
