package org.meetinginsights.meeting;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.idempotency.store.Failure;

/** Returns the same findings for every meeting, with the metadata that a test sets. */
final class FixedAnalyst implements MeetingAnalyst {

    static final Usage USAGE = new Usage(1_000, 200, 4_500_000);

    private final AtomicInteger calls = new AtomicInteger();
    private MeetingMetadata found = MeetingMetadata.NONE;
    private double score = 0.5;
    private Failure failure;

    void finds(MeetingMetadata metadata) {
        found = metadata;
    }

    void scores(double sentiment) {
        score = sentiment;
    }

    void failsWith(Failure reason) {
        failure = reason;
    }

    int calls() {
        return calls.get();
    }

    @Override
    public CompletionStage<Analysis> analyze(Operation operation, Meeting meeting, Caller caller) {
        calls.incrementAndGet();
        return CompletableFuture.completedFuture(
                failure == null
                        ? new Analysis.Completed(findings(operation), USAGE)
                        : new Analysis.Failed(failure, USAGE));
    }

    private Findings findings(Operation operation) {
        List<String> points = List.of("point");
        List<String> actions = List.of("action");
        return operation == Operation.EXTRACT
                ? new Extraction(found, "A \"summary\".", points, actions, List.of("topic"))
                : new Assessment(found, score, "A \"summary\".", points, actions, List.of("risk"));
    }

    @Override
    public String name() {
        return "fixed";
    }

    @Override
    public String source() {
        return "house model";
    }

    @Override
    public EngineDigest engineDigest() {
        return EngineDigest.of(Map.of("analyst", "fixed"));
    }
}
