package org.meetinginsights.meeting.openai;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.openai.ModelCallListener.Ending;

/**
 * One meeting's conversation with the model: the question and, where only the form of the answer is wrong, one repair
 * turn.
 *
 * <pre>
 * ask ── usable ──────────────────────────────► Completed
 *  ├──── flawed ──► repair ── usable ─────────► Completed
 *  │                  └────── flawed ─────────► Failed(llm_invalid_response)
 *  ├──── truncated or refused, in either turn ► Failed
 *  └──── thrown, or past the deadline ────────► Failed
 * </pre>
 *
 * Used once.
 */
final class Consultation<F> {

    private static final Logger LOG = System.getLogger(Consultation.class.getName());

    private final ModelDesk desk;
    private final Question<F> question;
    private final Meeting meeting;
    private final String requestId;
    private final Deadline deadline;

    /** Kept aside so that a turn cut off by the deadline does not hide what an earlier one cost. */
    private final AtomicReference<Usage> spent = new AtomicReference<>(Usage.FREE);

    Consultation(ModelDesk desk, Question<F> question, Meeting meeting, String requestId, Deadline deadline) {
        this.desk = desk;
        this.question = question;
        this.meeting = meeting;
        this.requestId = requestId;
        this.deadline = deadline;
    }

    /** Always completes normally, at the deadline at the latest, on a thread of the analyst. */
    CompletableFuture<Analysis<F>> begin() {
        return CompletableFuture.completedFuture(meeting)
                .thenApply(subject -> desk.requests().opening(question, subject))
                .thenCompose(this::ask)
                .orTimeout(deadline.left().toNanos(), TimeUnit.NANOSECONDS)
                .handleAsync(this::end, desk.client().continuations())
                .exceptionally(this::defect);
    }

    private CompletableFuture<Analysis<F>> ask(ChatCompletionCreateParams opening) {
        return exchange(opening)
                .thenCompose(reply -> judge(reply)
                        .fold(
                                findings -> CompletableFuture.completedFuture(completed(findings)),
                                flaws -> repair(opening, reply, flaws),
                                code -> CompletableFuture.completedFuture(failed(code))));
    }

    private CompletableFuture<Analysis<F>> repair(ChatCompletionCreateParams opening, Reply reply, List<String> flaws) {
        LOG.log(
                Level.INFO,
                "[{0}] [MODEL REPAIR] operation={1} | flaws={2}",
                requestId,
                question.operation().label(),
                flaws);
        return exchange(desk.requests().repair(opening, reply, flaws))
                .thenApply(second -> judge(second)
                        .fold(this::completed, remaining -> failed(FailureMapping.INVALID_RESPONSE), this::failed))
                .whenComplete(this::countRepair)
                .exceptionallyCompose(this::withoutRepair);
    }

    private void countRepair(Analysis<F> analysis, Throwable thrown) {
        if (thrown == null || !ThrownFault.of(thrown).isOpenCircuit()) {
            desk.listener().repaired(analysis instanceof Analysis.Completed ? Ending.SUCCESS : Ending.ERROR);
        }
    }

    /** The first turn was made and paid, so this is no meeting that nobody was asked about. */
    private CompletableFuture<Analysis<F>> withoutRepair(Throwable thrown) {
        return ThrownFault.of(thrown).isOpenCircuit()
                ? CompletableFuture.completedFuture(failed(FailureMapping.UNAVAILABLE))
                : CompletableFuture.failedFuture(thrown);
    }

    private CompletableFuture<Reply> exchange(ChatCompletionCreateParams request) {
        return desk.calls()
                .complete(request, deadline)
                .toCompletableFuture()
                .whenComplete((completion, thrown) -> count(thrown))
                .thenApply(completion -> {
                    spent.accumulateAndGet(desk.meter().read(completion), Usage::plus);
                    return Reply.of(completion);
                });
    }

    private void count(Throwable thrown) {
        if (thrown == null) {
            desk.listener().requested(desk.model(), Ending.SUCCESS);
        } else if (!ThrownFault.of(thrown).isOpenCircuit()) {
            desk.listener().requested(desk.model(), Ending.ERROR);
        }
    }

    private Verdict<F> judge(Reply reply) {
        return desk.gate().judge(question, reply, meeting.transcript());
    }

    private Analysis<F> end(Analysis<F> analysis, Throwable thrown) {
        Analysis<F> outcome = thrown == null
                ? analysis
                : new Analysis.Failed<>(desk.failures().map(thrown), spent.get());
        if (outcome instanceof Analysis.Failed<F> failed) {
            report(failed.failure(), thrown);
        }
        return outcome;
    }

    /** What was paid is accounted for whatever else goes wrong. */
    private Analysis<F> defect(Throwable thrown) {
        LOG.log(
                Level.ERROR,
                "[{0}] [MODEL FAILED] operation={1} | defect={2}",
                requestId,
                question.operation().label(),
                ThrownFault.of(thrown).types());
        return failed(FailureMapping.UNAVAILABLE);
    }

    private void report(Failure failure, Throwable thrown) {
        desk.listener().failed(failure.code());
        if (!failure.forwarded()) {
            // Said once, when the circuit opened.
            return;
        }
        Optional<ThrownFault> fault = Optional.ofNullable(thrown).map(ThrownFault::of);
        LOG.log(
                Level.WARNING,
                "[{0}] [MODEL FAILED] operation={1} | code={2} | status={3} | type={4} | hint={5}",
                requestId,
                question.operation().label(),
                failure.code(),
                failure.upstreamStatus().isPresent()
                        ? Integer.toString(failure.upstreamStatus().getAsInt())
                        : "-",
                fault.map(ThrownFault::types).orElse("-"),
                fault.flatMap(ThrownFault::answer).map(RefusedRequest::hint).orElse("-"));
    }

    private Analysis<F> completed(F findings) {
        return new Analysis.Completed<>(findings, spent.get());
    }

    private Analysis<F> failed(String code) {
        return new Analysis.Failed<>(Failure.upstream(code), spent.get());
    }
}
