package org.meetinginsights.meeting.openai;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.Analysis;

/** Waits for an analysis and checks that it has the expected outcome. */
final class Analyses {

    private static final long TIMEOUT_SECONDS = 200;

    private Analyses() {}

    static <F> Analysis<F> outcomeOf(CompletionStage<Analysis<F>> stage) {
        try {
            return stage.toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("An analysis must complete normally", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static <F> Analysis.Completed<F> completionOf(CompletionStage<Analysis<F>> stage) {
        Analysis<F> outcome = outcomeOf(stage);
        if (outcome instanceof Analysis.Completed<F> completed) {
            return completed;
        }
        throw new AssertionError("Findings expected, but: " + outcome);
    }

    static <F> F findingsOf(CompletionStage<Analysis<F>> stage) {
        return completionOf(stage).findings();
    }

    static <F> Analysis.Failed<F> failedOf(CompletionStage<Analysis<F>> stage) {
        Analysis<F> outcome = outcomeOf(stage);
        if (outcome instanceof Analysis.Failed<F> failed) {
            return failed;
        }
        throw new AssertionError("A failure expected, but: " + outcome);
    }

    static <F> Failure failureOf(CompletionStage<Analysis<F>> stage) {
        return failedOf(stage).failure();
    }
}
