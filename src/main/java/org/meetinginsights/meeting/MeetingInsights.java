package org.meetinginsights.meeting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.Computation;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.idempotency.IdempotentRequest;
import org.meetinginsights.idempotency.RequestControls;
import org.meetinginsights.idempotency.key.CustomerTag;
import org.meetinginsights.idempotency.key.PointerKey;

/**
 * The two operations: names the request, has it executed once, and makes the analyst's findings the answer. Thread-safe;
 * no method blocks.
 */
@ApplicationScoped
public class MeetingInsights {

    private static final MeetingMetadata UNKNOWN =
            new MeetingMetadata("unknown", "unknown", "unknown", "unknown", "unknown", "unknown", "unknown");

    private MeetingAnalyst analyst;
    private IdempotentExecution execution;
    private CustomerTag customerTag;
    private Jsonb jsonb;
    private Clock clock;

    MeetingInsights() {
        // For the client proxy.
    }

    @Inject
    public MeetingInsights(
            MeetingAnalyst analyst, IdempotentExecution execution, CustomerTag customerTag, Jsonb jsonb, Clock clock) {
        this.analyst = analyst;
        this.execution = execution;
        this.customerTag = customerTag;
        this.jsonb = jsonb;
        this.clock = clock;
    }

    /** Summary, key points, action items and topics. */
    public CompletionStage<Answer> extract(Caller caller, RequestControls controls, Meeting meeting) {
        MeetingIdentity identity = MeetingIdentity.of(meeting);
        return execute(
                caller,
                controls,
                meeting,
                identity,
                Operation.EXTRACT,
                () -> analyst.extract(meeting, caller.requestId()),
                findings -> ExtractedMeeting.of(
                        known(meeting, findings.metadata()), findings, analyst.source(), identity.published()));
    }

    /** Sentiment, summary, key points, action items and risks. */
    public CompletionStage<Answer> analyze(Caller caller, RequestControls controls, Meeting meeting) {
        MeetingIdentity identity = MeetingIdentity.of(meeting);
        return execute(
                caller,
                controls,
                meeting,
                identity,
                Operation.ANALYZE,
                () -> analyst.analyze(meeting, caller.requestId()),
                findings -> AnalyzedMeeting.of(
                        known(meeting, findings.metadata()), findings, analyst.source(), identity.published()));
    }

    private <F> CompletionStage<Answer> execute(
            Caller caller,
            RequestControls controls,
            Meeting meeting,
            MeetingIdentity identity,
            Operation operation,
            Supplier<CompletionStage<Analysis<F>>> call,
            Function<F, Object> answer) {
        String tag = customerTag.of(meeting.metadata().customerId());
        IdempotentRequest request = new IdempotentRequest(
                caller.requestId(),
                caller.tenant(),
                caller.payer(),
                operation.label(),
                identity.key(),
                identity.storeKey(caller.tenant(), tag, controls.callerKey(), operation, analyst.engineDigest()),
                identity.fingerprint(),
                clock.instant(),
                controls.directives(),
                controls.callerKey().map(key -> PointerKey.of(caller.tenant(), operation.label(), key)));
        return execution.execute(
                request,
                () -> call.get().thenApply(analysis -> compute(analysis, answer)),
                () -> analyst.objection(operation, meeting));
    }

    private <F> Computation compute(Analysis<F> analysis, Function<F, Object> answer) {
        if (analysis instanceof Analysis.Completed<F> completed) {
            String json = jsonb.toJson(answer.apply(completed.findings()));
            return new Computation.Completed(
                    json.getBytes(StandardCharsets.UTF_8), analyst.source(), completed.usage());
        }
        Analysis.Failed<F> failed = (Analysis.Failed<F>) analysis;
        return new Computation.Failed(failed.failure(), failed.usage());
    }

    /** What the caller sent wins over anything the analyst found; what nobody knows is said to be unknown. */
    private static MeetingMetadata known(Meeting meeting, MeetingMetadata found) {
        return meeting.metadata().orElse(found).orElse(UNKNOWN);
    }
}
