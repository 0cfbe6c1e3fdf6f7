package org.meetinginsights.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A call that runs while something happens: one node has the claim, the others have requests that wait for it. */
final class HeldCall {

    /** Longer than it takes to do something to a process, shorter than a call may take. */
    private static final Duration CALL = Duration.ofSeconds(8);

    private final Model model;
    private final String meeting = Meeting.fresh("held");
    private final List<CompletableFuture<Exchange>> waiting;

    private HeldCall(Model model, LibertyNode holder, List<LibertyNode> others) {
        this.model = model;
        model.take(meeting, CALL);
        CompletableFuture<Exchange> holding = Balancer.ask(holder, meeting);
        await("the model is asked").until(() -> model.calls(meeting) == 1);
        // Whoever takes over is not to be waited for as long.
        model.take(meeting, Duration.ofMillis(100));
        Stream<CompletableFuture<Exchange>> following = others.stream().map(node -> Balancer.ask(node, meeting));
        this.waiting = Stream.concat(Stream.of(holding), following).toList();
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

    /** How the requests ended, once all have. */
    List<Exchange> answers() {
        return waiting.stream().map(CompletableFuture::join).toList();
    }
}
