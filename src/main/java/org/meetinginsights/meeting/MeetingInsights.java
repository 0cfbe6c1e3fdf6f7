package org.meetinginsights.meeting;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.Computation;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.idempotency.IdempotentRequest;
import org.meetinginsights.idempotency.RequestControls;
import org.meetinginsights.idempotency.key.CustomerTag;
import org.meetinginsights.idempotency.key.PointerKey;

/**
 * The two operations: identifies the request, has it executed once, and turns the analyst's findings into the result.
 * Thread-safe; no method blocks.
 */
@Dependent
public class MeetingInsights {

    private static final MeetingMetadata UNKNOWN =
            new MeetingMetadata("unknown", "unknown", "unknown", "unknown", "unknown", "unknown", "unknown");

    private final MeetingAnalyst analyst;
    private final IdempotentExecution execution;
    private final CustomerTag customerTag;
    private final Jsonb jsonb;
    private final Clock clock;

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
        return execute(
                caller,
                controls,
                meeting,
                Operation.EXTRACT,
                analyst::extract,
                (found, key) -> ExtractedMeeting.of(merged(meeting, found.metadata()), found, analyst.source(), key));
    }

    /** Sentiment, summary, key points, action items and risks. */
    public CompletionStage<Answer> analyze(Caller caller, RequestControls controls, Meeting meeting) {
        return execute(
                caller,
                controls,
                meeting,
                Operation.ANALYZE,
                analyst::analyze,
                (found, key) -> AnalyzedMeeting.of(merged(meeting, found.metadata()), found, analyst.source(), key));
    }

    /** @param result of the findings and the published key */
    private <F> CompletionStage<Answer> execute(
            Caller caller,
            RequestControls controls,
            Meeting meeting,
            Operation operation,
            BiFunction<Meeting, String, CompletionStage<Analysis<F>>> call,
            BiFunction<F, String, Object> result) {
        MeetingIdentity identity = MeetingIdentity.of(meeting);
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
                () -> call.apply(meeting, caller.requestId())
                        .thenApply(analysis ->
                                computation(analysis, findings -> result.apply(findings, identity.published()))),
                () -> analyst.objection(operation, meeting));
    }

    private <F> Computation computation(Analysis<F> analysis, Function<F, Object> result) {
        if (analysis instanceof Analysis.Completed<F> completed) {
            String json = jsonb.toJson(result.apply(completed.findings()));
            return new Computation.Completed(
                    json.getBytes(StandardCharsets.UTF_8), analyst.source(), completed.usage());
        }
        Analysis.Failed<F> failed = (Analysis.Failed<F>) analysis;
        return new Computation.Failed(failed.failure(), failed.usage());
    }

    /** The caller's metadata takes precedence over what the analyst found. A field that neither has is "unknown". */
    private static MeetingMetadata merged(Meeting meeting, MeetingMetadata found) {
        return meeting.metadata().orElse(found).orElse(UNKNOWN);
    }
}
