package org.meetinginsights.meeting.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Caller;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingAnalyst;
import org.meetinginsights.meeting.Operation;
import org.meetinginsights.meeting.offline.OfflineAnalyst;
import org.meetinginsights.meeting.offline.RecordedMeetings;
import org.meetinginsights.meeting.openai.chat.ChatPrompt;
import org.meetinginsights.meeting.openai.chat.ModelCallListener;

/**
 * Sends every recorded meeting to the model that {@code OPENAI_API_KEY}, {@code OPENAI_MODEL} and {@code OPENAI_BASE_URL} name,
 * one after another, or to the offline analyst if there is no key, and reports the results. It costs money and its
 * figures are for people, so that it runs with the profile {@code evaluate} only.
 */
@Tag("evaluation")
class PromptEvaluationTest {

    private static final Path REPORT = Path.of("target", "evaluation.md");

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, String> references = RecordedMeetings.referenceSummaries();
    private final AtomicInteger repairs = new AtomicInteger();
    private final MeetingAnalyst analyst = environment("OPENAI_API_KEY")
            .map(this::model)
            .orElseGet(() -> new OfflineAnalyst(Runnable::run, "offline"));

    @AfterEach
    void close() {
        analyst.close();
        timer.shutdownNow();
    }

    @Test
    void theRecordedMeetingsAreReported() throws IOException {
        List<Evaluation> evaluations =
                RecordedMeetings.names().flatMap(this::evaluate).toList();
        String report = new EvaluationReport(analyst.source(), evaluations).text();

        System.out.println(report);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report);
        assertThat(evaluations).hasSize(2 * (int) RecordedMeetings.names().count());
        assertThat(evaluations).anyMatch(evaluation -> evaluation.end().equals("usable"));
    }

    private Stream<Evaluation> evaluate(String name) {
        Meeting meeting = RecordedMeetings.named(name);
        int before = repairs.get();
        Caller caller = new Caller("evaluation", "evaluation", name);
        Analysis extraction = Analyses.outcomeOf(analyst.analyze(Operation.EXTRACT, meeting, caller));
        int between = repairs.get();
        Analysis assessment = Analyses.outcomeOf(analyst.analyze(Operation.ANALYZE, meeting, caller));
        int after = repairs.get();
        String reference = references.get(name);
        return Stream.of(
                Evaluation.of(
                        name,
                        ChatPrompt.of(Operation.EXTRACT),
                        extraction,
                        between > before,
                        meeting.transcript(),
                        reference),
                Evaluation.of(
                        name,
                        ChatPrompt.of(Operation.ANALYZE),
                        assessment,
                        after > between,
                        meeting.transcript(),
                        reference));
    }

    private MeetingAnalyst model(String apiKey) {
        String model = environment("OPENAI_MODEL").orElse("gpt-4o");
        OpenAiSettings settings = new OpenAiSettings(
                apiKey,
                environment("OPENAI_BASE_URL").map(URI::create),
                model,
                Duration.ofSeconds(60),
                2,
                Duration.ofMinutes(3),
                1,
                1,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                model);
        return new OpenAiAnalyst(
                settings, new RepairCounter(), Clock.systemUTC(), timer, Executors.defaultThreadFactory());
    }

    private static Optional<String> environment(String key) {
        return Optional.ofNullable(System.getenv(key)).filter(value -> !value.isBlank());
    }

    private final class RepairCounter implements ModelCallListener {

        @Override
        public void repaired(Status status) {
            repairs.incrementAndGet();
        }
    }
}
