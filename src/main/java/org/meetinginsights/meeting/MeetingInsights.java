package org.meetinginsights.meeting;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.Computation;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.idempotency.IdempotentRequest;
import org.meetinginsights.idempotency.RequestControls;
import org.meetinginsights.idempotency.key.CustomerTag;
import org.meetinginsights.idempotency.key.RecordKey;

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

    /** Answers with the result of the operation. */
    public CompletionStage<Answer> analyze(
            Operation operation, Caller caller, RequestControls controls, Meeting meeting) {
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
                controls.callerKey().map(key -> RecordKey.of(caller.tenant(), operation.label(), key)));
        return execution.execute(
                request,
                () -> analyst.analyze(operation, meeting, caller)
                        .thenApply(analysis -> computation(analysis, meeting, identity.published())),
                () -> analyst.objection(operation, meeting));
    }

    private Computation computation(Analysis analysis, Meeting meeting, String publishedKey) {
        if (analysis instanceof Analysis.Completed completed) {
            Findings findings = completed.findings();
            Object result = findings.result(merged(meeting, findings.metadata()), analyst.source(), publishedKey);
            return new Computation.Completed(
                    jsonb.toJson(result).getBytes(StandardCharsets.UTF_8), analyst.source(), completed.usage());
        }
        Analysis.Failed failed = (Analysis.Failed) analysis;
        return new Computation.Failed(failed.failure(), failed.usage());
    }

    /** The caller's metadata takes precedence over what the analyst found. A field that neither has is "unknown". */
    private static MeetingMetadata merged(Meeting meeting, MeetingMetadata found) {
        return meeting.metadata().orElse(found).orElse(UNKNOWN);
    }
}
