package org.meetinginsights.observability.metrics;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Timer;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingAnalyst;
import org.meetinginsights.meeting.Operation;

/** Times an analyst, with queue, retries and repair. Thread-safe. */
public final class TimedAnalyst implements MeetingAnalyst {

    private final MeetingAnalyst analyst;
    private final Timer timer;

    public TimedAnalyst(MeetingAnalyst analyst, MetricRegistry registry) {
        this.analyst = analyst;
        this.timer = registry.timer("extraction_duration");
    }

    @Override
    public CompletionStage<Analysis<Extraction>> extract(Meeting meeting, String requestId) {
        return timed(() -> analyst.extract(meeting, requestId));
    }

    @Override
    public CompletionStage<Analysis<Assessment>> analyze(Meeting meeting, String requestId) {
        return timed(() -> analyst.analyze(meeting, requestId));
    }

    @Override
    public CompletionStage<Optional<Failure>> objection(Operation operation, Meeting meeting) {
        return analyst.objection(operation, meeting);
    }

    @Override
    public String name() {
        return analyst.name();
    }

    @Override
    public String source() {
        return analyst.source();
    }

    @Override
    public EngineDigest engineDigest() {
        return analyst.engineDigest();
    }

    @Override
    public void close() {
        analyst.close();
    }

    private <T> CompletionStage<T> timed(Supplier<CompletionStage<T>> work) {
        long started = System.nanoTime();
        return work.get().whenComplete((done, error) -> timer.update(Duration.ofNanos(System.nanoTime() - started)));
    }
}
