package org.meetinginsights.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * What stands in front of idempotent endpoints: takes the nodes in turn, and where one turns a request away (no
 * connection, a lost one, 503 with Retry-After, or a 404 that is Liberty's) asks the next. Thread-safe.
 */
final class Balancer {

    private final IntFunction<List<LibertyNode>> order;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<TurnedAway, AtomicInteger> turnedAway = new ConcurrentHashMap<>();

    /** @param order which nodes to try for the request of this number, at least one */
    Balancer(IntFunction<List<LibertyNode>> order) {
        this.order = order;
    }

    /** Asks one node and no other. Completes normally in any case. */
    static CompletableFuture<Exchange> ask(LibertyNode node, String meeting) {
        return new Balancer(number -> List.of(node)).send(meeting);
    }

    /** Completes normally in any case. */
    CompletableFuture<Exchange> send(String meeting) {
        return attempt(meeting, order.apply(turn.getAndIncrement()), 0, System.nanoTime());
    }

    /** Who turned requests away so that they were sent elsewhere, why, and how often. */
    Map<TurnedAway, AtomicInteger> turnedAway() {
        return Map.copyOf(turnedAway);
    }

    private CompletableFuture<Exchange> attempt(String meeting, List<LibertyNode> nodes, int retries, long start) {
        LibertyNode node = nodes.get(retries);
        return Http.post(node.base().resolve("extract"), Meeting.request(meeting))
                .handle((response, failure) -> {
                    String reason = failure == null ? turnedAway(response) : broken(failure);
                    if (!reason.isEmpty() && retries + 1 < nodes.size()) {
                        turnedAway
                                .computeIfAbsent(new TurnedAway(node.name(), reason), first -> new AtomicInteger())
                                .incrementAndGet();
                        return attempt(meeting, nodes, retries + 1, start);
                    }
                    return CompletableFuture.completedFuture(
                            failure == null
                                    ? Exchange.of(meeting, node, response, start, retries)
                                    : Exchange.unanswered(meeting, node, failure, start, retries));
                })
                .thenCompose(Function.identity());
    }

    private static String turnedAway(HttpResponse<String> response) {
        boolean busy = response.statusCode() == 503 && has(response, "Retry-After");
        // Said by Liberty in the moment in which it closes its port; each answer of the application has an id.
        boolean gone = response.statusCode() == 404 && !has(response, "X-Request-ID");
        return busy || gone ? Integer.toString(response.statusCode()) : "";
    }

    private static boolean has(HttpResponse<String> response, String header) {
        return response.headers().firstValue(header).isPresent();
    }

    /** Nothing, if the node took the request and kept silent: that is no reason to ask another. */
    private static String broken(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return "no connection";
        }
        if (cause instanceof IOException && !(cause instanceof HttpTimeoutException)) {
            return "lost connection";
        }
        return "";
    }

    /**
     * @param node that did not take a request
     * @param reason the status, or what was wrong with the connection
     */
    record TurnedAway(String node, String reason) {

        @Override
        public String toString() {
            return node + " " + reason;
        }
    }
}
