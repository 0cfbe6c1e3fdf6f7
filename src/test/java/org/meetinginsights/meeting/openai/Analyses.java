package org.meetinginsights.meeting.openai;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Findings;

/** Waits for an analysis and checks that it has the expected outcome. */
final class Analyses {

    private static final long TIMEOUT_SECONDS = 200;

    private Analyses() {}

    static Analysis outcomeOf(CompletionStage<Analysis> stage) {
        try {
            return stage.toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("An analysis must complete normally", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static Analysis.Completed completionOf(CompletionStage<Analysis> stage) {
        Analysis outcome = outcomeOf(stage);
        if (outcome instanceof Analysis.Completed completed) {
            return completed;
        }
        throw new AssertionError("Findings expected, but: " + outcome);
    }

    static Findings findingsOf(CompletionStage<Analysis> stage) {
        return completionOf(stage).findings();
    }

    static Analysis.Failed failedOf(CompletionStage<Analysis> stage) {
        Analysis outcome = outcomeOf(stage);
        if (outcome instanceof Analysis.Failed failed) {
            return failed;
        }
        throw new AssertionError("A failure expected, but: " + outcome);
    }

    static Failure failureOf(CompletionStage<Analysis> stage) {
        return failedOf(stage).failure();
    }
}
