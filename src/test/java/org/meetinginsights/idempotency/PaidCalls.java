package org.meetinginsights.idempotency;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.store.Failure;

/** Calls that cost money: each runs until the test says how it ends. */
public final class PaidCalls implements Supplier<CompletionStage<Computation>> {

    private final List<CompletableFuture<Computation>> started = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<Computation> get() {
        CompletableFuture<Computation> call = new CompletableFuture<>();
        started.add(call);
        return call;
    }

    public int started() {
        return started.size();
    }

    /** The last call that was started gives a result. */
    public void succeed(String body) {
        succeed(last(), body);
    }

    /** Those that still run end. */
    public void succeedAll() {
        started.forEach(call -> succeed(call, "at last"));
    }

    private static void succeed(CompletableFuture<Computation> call, String body) {
        call.complete(new Computation.Completed(body.getBytes(StandardCharsets.UTF_8), "gpt-4o", Samples.USAGE));
    }

    /** The last call that was started gives none. */
    void fail(Failure failure) {
        last().complete(new Computation.Failed(failure, Samples.USAGE));
    }

    CompletableFuture<Computation> last() {
        return started.get(started.size() - 1);
    }
}
