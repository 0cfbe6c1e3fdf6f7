package org.meetinginsights.meeting.openai;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.meetinginsights.idempotency.SteadyClock;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingAnalyst;
import org.meetinginsights.meeting.Operation;

/**
 * Asks a model over Chat Completions. Every failure, expected or not, is a {@link Analysis.Failed} with one of the codes
 * {@code llm_unavailable}, {@code llm_rate_limited}, {@code llm_timeout}, {@code llm_invalid_response},
 * {@code llm_truncated}, {@code llm_refused}, {@code transcript_too_long}, {@code overloaded}. Cancelling what it returns cancels nothing: a paid call
 * runs to its end.
 */
public final class OpenAiAnalyst implements MeetingAnalyst, AutoCloseable {

    private static final Duration WHEN_OVERLOADED = Duration.ofSeconds(1);

    /** Of speech a thread counts ten megabytes in a second. */
    private static final int MOST_TO_BE_COUNTED = 32;

    /** Four of the longest that nobody would say. */
    private static final Duration PATIENCE_WITH_COUNTING = Duration.ofSeconds(20);

    private final Question<Extraction> extract = Question.extract();
    private final Question<Assessment> analyze = Question.analyze();
    private final OpenAiSettings settings;
    private final ModelDesk desk;
    private final Semaphore places;
    private final ContextWindow context;
    private final EngineDigest engineDigest;

    /**
     * One thread: who sends several transcripts that take long to count must not take the machine from the others. Nor the
     * memory: each that waits is there as a whole.
     */
    private final ExecutorService counting = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_TO_BE_COUNTED), ModelClient::thread);

    /** @param timer paces further attempts; it stays open */
    public OpenAiAnalyst(
            OpenAiSettings settings, ModelCallListener listener, Clock clock, ScheduledExecutorService timer) {
        this.settings = settings;
        int contextTokens = settings.contextTokens().orElseGet(() -> ContextSizes.of(settings.model()));
        ModelCircuit circuit = new ModelCircuit(new SteadyClock(), listener);
        ModelClient client = new ModelClient(settings, circuit::isOpen);
        RetryPauses pauses =
                new RetryPauses(clock, () -> ThreadLocalRandom.current().nextDouble());
        desk = new ModelDesk(
                settings.model(),
                client,
                new RetriedCalls(client, circuit, pauses, settings.maxRetries(), timer, listener),
                new RequestWriter(settings.model()),
                new CompletenessGate(),
                new UsageMeter(settings),
                new FailureMapping(clock, circuit::untilProbe, contextTokens),
                listener);
        context = new ContextWindow(contextTokens, counting, PATIENCE_WITH_COUNTING, client.continuations());
        places = new Semaphore(settings.maxConcurrent() + settings.maxQueued());
        engineDigest = AnalystDigest.of(settings, desk.requests(), extract, analyze);
    }

    @Override
    public CompletionStage<Analysis<Extraction>> extract(Meeting meeting, String requestId) {
        return consult(extract, meeting, requestId);
    }

    @Override
    public CompletionStage<Analysis<Assessment>> analyze(Meeting meeting, String requestId) {
        return consult(analyze, meeting, requestId);
    }

    @Override
    public CompletionStage<Optional<Failure>> objection(Operation operation, Meeting meeting) {
        return context.objection(operation == Operation.EXTRACT ? extract : analyze, meeting.transcript());
    }

    @Override
    public String name() {
        return "openai";
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
        counting.shutdown();
    }

    private <F> CompletionStage<Analysis<F>> consult(Question<F> question, Meeting meeting, String requestId) {
        if (!places.tryAcquire()) {
            desk.listener().failed(FailureMapping.OVERLOADED);
            Failure overloaded = Failure.refused(FailureMapping.OVERLOADED, WHEN_OVERLOADED);
            return CompletableFuture.completedFuture(new Analysis.Failed<>(overloaded, Usage.FREE));
        }
        return new Consultation<>(desk, question, meeting, requestId, Deadline.in(settings.deadline()))
                .begin()
                .whenComplete((analysis, thrown) -> places.release())
                // Not the stage itself: were it cancelled, its action would not run and its place never be free again.
                .copy();
    }
}
