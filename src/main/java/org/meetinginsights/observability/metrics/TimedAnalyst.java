package org.meetinginsights.observability.metrics;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Timer;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Caller;
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
    public CompletionStage<Analysis> analyze(Operation operation, Meeting meeting, Caller caller) {
        long started = System.nanoTime();
        return analyst.analyze(operation, meeting, caller)
                .whenComplete((done, error) -> timer.update(Duration.ofNanos(System.nanoTime() - started)));
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
}
