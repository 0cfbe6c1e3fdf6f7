package org.meetinginsights.meeting.openai;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.meetinginsights.idempotency.EngineDigest;
import org.meetinginsights.idempotency.Failure;
import org.meetinginsights.idempotency.Usage;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingAnalyst;

/**
 * Asks a model over Chat Completions. Every failure, expected or not, is a {@link Analysis.Failed} with one of the codes
 * {@code llm_unavailable}, {@code llm_rate_limited}, {@code llm_timeout}, {@code llm_invalid_response},
 * {@code llm_truncated}, {@code llm_refused}, {@code overloaded}. Cancelling what it returns cancels nothing: a paid call
 * runs to its end.
 */
public final class OpenAiAnalyst implements MeetingAnalyst, AutoCloseable {

    private static final Duration WHEN_OVERLOADED = Duration.ofSeconds(1);

    private final Question<Extraction> extract = Question.extract();
    private final Question<Assessment> analyze = Question.analyze();
    private final OpenAiSettings settings;
    private final ModelDesk desk;
    private final Semaphore places;
    private final EngineDigest engineDigest;

    public OpenAiAnalyst(OpenAiSettings settings, ModelCallListener listener) {
        this.settings = settings;
        desk = new ModelDesk(
                settings.model(),
                new ModelClient(settings),
                new RequestWriter(settings.model()),
                new CompletenessGate(),
                new UsageMeter(settings),
                new FailureMapping(Clock.systemUTC()),
                listener);
        places = new Semaphore(settings.maxConcurrent() + settings.maxQueued());
        engineDigest = AnalystDigest.of(settings, desk.requests(), extract, analyze);
    }

    @Override
    public CompletionStage<Analysis<Extraction>> extract(Meeting meeting) {
        return consult(extract, meeting);
    }

    @Override
    public CompletionStage<Analysis<Assessment>> analyze(Meeting meeting) {
        return consult(analyze, meeting);
    }

    @Override
    public String source() {
        return settings.source();
    }

    @Override
    public EngineDigest engineDigest() {
        return engineDigest;
    }

    /**
     * Loads what the first meeting would otherwise wait for: seconds of classes on a small machine. Reaches no network
     * and may be called on any thread, at any time.
     */
    public void warmUp() {
        WarmUp.run(desk, extract);
        WarmUp.run(desk, analyze);
    }

    /** Ends the calls in flight; their analyses fail. Later ones fail at once. */
    @Override
    public void close() {
        desk.client().close();
    }

    private <F> CompletionStage<Analysis<F>> consult(Question<F> question, Meeting meeting) {
        if (!places.tryAcquire()) {
            Failure overloaded = Failure.refused("overloaded", WHEN_OVERLOADED);
            return CompletableFuture.completedFuture(new Analysis.Failed<>(overloaded, Usage.FREE));
        }
        return new Consultation<>(desk, question, meeting, Deadline.in(settings.deadline()))
                .begin()
                .whenComplete((analysis, thrown) -> places.release())
                // Not the stage itself: were it cancelled, its action would not run and its place never be free again.
                .copy();
    }
}
