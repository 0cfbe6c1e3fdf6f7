package org.meetinginsights.meeting.openai;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meetinginsights.admission.FairShare;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.flight.SteadyClock;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Caller;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingAnalyst;
import org.meetinginsights.meeting.Operation;
import org.meetinginsights.meeting.openai.billing.UsageReader;
import org.meetinginsights.meeting.openai.chat.ChatExchange;
import org.meetinginsights.meeting.openai.chat.ChatModel;
import org.meetinginsights.meeting.openai.chat.ChatPrompt;
import org.meetinginsights.meeting.openai.chat.ModelCallListener;
import org.meetinginsights.meeting.openai.chat.RequestWriter;
import org.meetinginsights.meeting.openai.chat.ResponseValidator;
import org.meetinginsights.meeting.openai.chat.WarmUp;
import org.meetinginsights.meeting.openai.error.FailureMapping;
import org.meetinginsights.meeting.openai.resilience.Backoff;
import org.meetinginsights.meeting.openai.resilience.Deadline;
import org.meetinginsights.meeting.openai.resilience.ModelCircuitBreaker;
import org.meetinginsights.meeting.openai.resilience.ModelRetry;

/**
 * Asks a model over Chat Completions. Every failure, expected or not, is an {@link Analysis.Failed} with one of the codes
 * {@code llm_unavailable}, {@code llm_rate_limited}, {@code llm_timeout}, {@code llm_invalid_response},
 * {@code llm_truncated}, {@code llm_refused}, {@code transcript_too_long}, {@code overloaded}. Cancelling a returned stage
 * cancels nothing: a paid call runs to its end.
 */
public final class OpenAiAnalyst implements MeetingAnalyst {

    private static final Duration WHEN_OVERLOADED = Duration.ofSeconds(1);

    /** One thread counts ten megabytes of speech in a second. */
    private static final int COUNTING_QUEUE = 32;

    /** Enough for four of the longest hostile transcripts. */
    private static final Duration COUNTING_TIMEOUT = Duration.ofSeconds(20);

    private final Map<Operation, ChatPrompt> prompts =
            Stream.of(Operation.values()).collect(Collectors.toMap(Function.identity(), ChatPrompt::of));
    private final OpenAiSettings settings;
    private final ModelClient client;
    private final ChatModel model;
    private final FairShare places;
    private final ContextWindow context;
    private final EngineDigest engineDigest;

    /**
     * One thread, so that transcripts which take long to count do not take all processors; and a short queue, because each
     * one that waits is in memory as a whole.
     */
    private final ExecutorService counting;

    /**
     * @param timer paces retries; it stays open
     * @param threads their context class loader must see the application
     */
    public OpenAiAnalyst(
            OpenAiSettings settings,
            ModelCallListener listener,
            Clock clock,
            ScheduledExecutorService timer,
            ThreadFactory threads) {
        this.settings = settings;
        ModelCircuitBreaker circuit = new ModelCircuitBreaker(new SteadyClock(), listener::circuit);
        Backoff backoff = new Backoff(clock, () -> ThreadLocalRandom.current().nextDouble());
        ModelRetry retry = new ModelRetry(circuit, backoff, settings.maxRetries(), timer, listener::retried);
        client = new ModelClient(settings, circuit, retry, Executors.newCachedThreadPool(threads));
        RequestWriter requests = new RequestWriter(settings.model());
        model = new ChatModel(
                settings.model(),
                client,
                requests,
                new ResponseValidator(),
                new UsageReader(settings.model(), settings.prices()),
                new FailureMapping(clock, circuit::untilProbe, settings.contextSize()),
                listener);
        counting = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(COUNTING_QUEUE), threads);
        context = new ContextWindow(settings.contextSize(), counting, COUNTING_TIMEOUT, client::resume);
        places = new FairShare(settings.maxConcurrent(), settings.maxQueued());
        engineDigest = OpenAiEngineDigest.of(settings, requests, prompts.values());
    }

    @Override
    public CompletionStage<Analysis> analyze(Operation operation, Meeting meeting, Caller caller) {
        if (!places.tryAcquire(caller.payer())) {
            model.listener().failed(FailureMapping.OVERLOADED);
            Failure overloaded = Failure.refused(FailureMapping.OVERLOADED, WHEN_OVERLOADED);
            return CompletableFuture.completedFuture(new Analysis.Failed(overloaded, Usage.FREE));
        }
        return new ChatExchange(
                        model, prompts.get(operation), meeting, caller.requestId(), Deadline.in(settings.deadline()))
                .start()
                .whenComplete((analysis, thrown) -> places.release(caller.payer()))
                // A dependent stage, because a cancelled stage does not run its action, and its place would be lost.
                .thenApply(Function.identity());
    }

    @Override
    public CompletionStage<Optional<Failure>> objection(Operation operation, Meeting meeting) {
        return context.objection(prompts.get(operation), meeting.transcript());
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
     * Loads the classes that the first meeting would otherwise wait for, seconds on a small machine. Reaches no network and
     * may be called on any thread, at any time.
     */
    public void warmUp() {
        prompts.values().forEach(prompt -> WarmUp.run(model, prompt));
    }

    /** Ends the calls in flight; their analyses fail. Later ones fail at once. */
    @Override
    public void close() {
        client.close();
        counting.shutdown();
    }
}
