package org.meetinginsights.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A call that runs while something happens: one node has the claim, the others have requests that wait for it. */
final class HeldCall {

    /** Longer than it takes to do something to a process and than a stopping node waits at least. */
    private static final Duration CALL = Duration.ofSeconds(5);

    private final Model model;
    private final String meeting = Meeting.fresh("held");
    private final List<Waiting> waiting;

    private HeldCall(Model model, LibertyNode holder, List<LibertyNode> others) {
        this.model = model;
        model.take(meeting, CALL);
        CompletableFuture<Exchange> holding = Balancer.ask(holder, meeting);
        await("the model is asked").until(() -> model.calls(meeting) == 1);
        // Whoever takes over is not to be waited for as long.
        model.take(meeting, Duration.ofMillis(100));
        Stream<Waiting> following = others.stream().map(node -> new Waiting(node, Balancer.ask(node, meeting)));
        this.waiting = Stream.concat(Stream.of(new Waiting(holder, holding)), following)
                .toList();
    }

    static HeldCall start(Model model, LibertyNode holder, List<LibertyNode> others) {
        return new HeldCall(model, holder, others);
    }

    String meeting() {
        return meeting;
    }

    int calls() {
        return model.calls(meeting);
    }

    /** Which of these nodes have not answered yet. */
    List<String> unansweredAt(Collection<LibertyNode> nodes) {
        return waiting.stream()
                .filter(one -> nodes.contains(one.node()) && !one.answer().isDone())
                .map(one -> one.node().name())
                .toList();
    }

    /** How the requests ended, once all have. */
    List<Exchange> answers() {
        return waiting.stream().map(one -> one.answer().join()).toList();
    }

    private record Waiting(LibertyNode node, CompletableFuture<Exchange> answer) {}
}
