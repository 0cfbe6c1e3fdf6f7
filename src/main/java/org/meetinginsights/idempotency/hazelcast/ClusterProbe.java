package org.meetinginsights.idempotency.hazelcast;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.meetinginsights.idempotency.hazelcast.connection.BoundedCalls;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;
import org.meetinginsights.idempotency.hazelcast.erasure.ClusterErasure;

/**
 * Finds out whether the cluster is worth asking. It asks for several keys at once and is content with one answer: when one
 * member of many has frozen, the others still serve what is theirs. Thread-safe.
 */
final class ClusterProbe {

    /** More than a lookup has: a cluster that is only busy must not be left. */
    private static final Duration LIMIT = Duration.ofSeconds(3);
    /** The first request for a map may have to wait for a connection, and nobody waits for it. */
    private static final Duration TO_CHECK = Duration.ofSeconds(2);
    /** Enough of them for their partitions to be on different members. */
    private static final List<String> KEYS =
            IntStream.range(0, 8).mapToObj(i -> "probe-" + i).toList();

    private final LeaseCheck leaseCheck;
    private final StoreMaps maps;
    private final BoundedCalls calls;
    private final ClusterErasure erasure;
    private final Runnable warmUp;

    /** @param warmUp does once what would take long in a request that is the first to do it */
    ClusterProbe(LeaseCheck leaseCheck, StoreMaps maps, BoundedCalls calls, ClusterErasure erasure, Runnable warmUp) {
        this.leaseCheck = leaseCheck;
        this.maps = maps;
        this.calls = calls;
        this.erasure = erasure;
        this.warmUp = warmUp;
    }

    /**
     * Fails if nothing answers, if the members are not set up as they must be, or as long as this node does not know what was
     * erased there.
     */
    CompletionStage<Void> run() {
        CompletionStage<Void> checked =
                leaseCheck.hasPassed() ? calls.answered(null) : calls.run(TO_CHECK, this::checkOnce);
        return checked.thenCompose(fit -> erasure.known())
                .thenCompose(known ->
                        calls.anyAnswer(LIMIT, KEYS.stream().map(this::question).toList()))
                .thenAccept(answer -> {});
    }

    /** All maps are asked for here, so that no request is the first to do so. */
    private void checkOnce() {
        maps.results();
        maps.outcomes();
        maps.records();
        maps.index();
        warmUp.run();
        leaseCheck.run();
    }

    private Supplier<CompletionStage<byte[]>> question(String key) {
        return () -> maps.results().getAsync(key);
    }
}
