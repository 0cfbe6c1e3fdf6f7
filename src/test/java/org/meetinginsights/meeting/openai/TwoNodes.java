package org.meetinginsights.meeting.openai;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.meetinginsights.http.cache.AnswerResponses;
import org.meetinginsights.http.problem.RequestTarget;
import org.meetinginsights.http.request.JsonFormat;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.CallBudget;
import org.meetinginsights.idempotency.ExecutionContext;
import org.meetinginsights.idempotency.ExecutionLimits;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.RecordedAnswers;
import org.meetinginsights.idempotency.RequestControls;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.key.CustomerTag;
import org.meetinginsights.idempotency.local.LocalResultStore;
import org.meetinginsights.idempotency.store.StoreDouble;
import org.meetinginsights.idempotency.store.StoreDouble.Call;
import org.meetinginsights.meeting.Caller;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingAnalyst;
import org.meetinginsights.meeting.MeetingInsights;
import org.meetinginsights.meeting.Operation;

/** Two nodes over one store, without their HTTP endpoint. */
final class TwoNodes implements AutoCloseable {

    private static final Caller CALLER = new Caller("default", "default/caller", "request");
    private static final RequestTarget TARGET = new RequestTarget("/extract", "request");

    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final StoreDouble store =
            new StoreDouble(new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock));
    private final RecordedAnswers told = new RecordedAnswers();
    private final MeetingAnalyst analyst;
    private final IdempotentExecution here = node();
    private final IdempotentExecution there = node();

    TwoNodes(MeetingAnalyst analyst) {
        this.analyst = analyst;
    }

    /** The responses to a first request, to one that waits on the same node, and to one that waits on the other node. */
    List<Response> threeAtOnce(Meeting meeting) {
        List<CompletionStage<Answer>> answers = Stream.of(here, here, there)
                .map(node -> insights(node).analyze(Operation.EXTRACT, CALLER, RequestControls.NONE, meeting))
                .toList();
        await().atMost(30, SECONDS).until(() -> store.asked(Call.INSPECT) > 0);
        released.complete(null);
        return answers.stream().map(this::response).toList();
    }

    /** One request that comes later. */
    Response next(Meeting meeting) {
        return response(insights(there).analyze(Operation.EXTRACT, CALLER, RequestControls.NONE, meeting));
    }

    long stored() {
        return Samples.get(store.results().size());
    }

    /** Tokens that all requests together are said to have spent in vain. */
    long wasted() {
        return told.answers().stream()
                .mapToLong(answer -> answer.outcome() instanceof Outcome.Failed failed
                        ? failed.spent().tokens()
                        : 0)
                .sum();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private Response response(CompletionStage<Answer> answer) {
        return new AnswerResponses(clock, ForkJoinPool.commonPool())
                .of(answer, TARGET)
                .toCompletableFuture()
                .orTimeout(40, SECONDS)
                .join();
    }

    private MeetingInsights insights(IdempotentExecution node) {
        return new MeetingInsights(analyst, node, new CustomerTag(Optional.empty()), JsonFormat.create(), clock);
    }

    /** Its calls start when they are released, so that the other requests are already waiting. */
    private IdempotentExecution node() {
        return new IdempotentExecution(new ExecutionContext(
                store,
                new ExecutionLimits(Samples.LIFE, Duration.ofSeconds(50), Duration.ofSeconds(60)),
                CallBudget.UNLIMITED,
                clock,
                clock,
                call -> released.thenRunAsync(call),
                timer,
                told));
    }
}
