package org.meetinginsights.cluster;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a load brought to light.
 *
 * @param exchanges all of them
 * @param due how many there should be
 * @param turnedAway by whom and why, of requests that were sent elsewhere
 * @param left nodes that for a while nothing was sent to
 * @param machine the longest pause of the machine meanwhile
 */
record Tally(
        List<Exchange> exchanges,
        long due,
        Map<Balancer.TurnedAway, AtomicInteger> turnedAway,
        Set<LibertyNode> left,
        Duration machine) {

    int requests() {
        return exchanges.size();
    }

    /** Whatever was not answered with 200, after the balancer tried every node. */
    List<Exchange> failed() {
        return exchanges.stream().filter(exchange -> !exchange.isOk()).toList();
    }

    /** When a request of the load asked for it first, on the scale of {@link System#nanoTime()}. */
    Optional<Long> firstSent(String meeting) {
        return exchanges.stream()
                .filter(exchange -> exchange.meeting().equals(meeting))
                .map(Exchange::sentAt)
                .min(Comparator.naturalOrder());
    }

    /**
     * Of those who were answered by these nodes at once and from their own memory, as far as that can be seen: the node
     * had answered the same before. Who asks a node for what only others have may be about to pay, and then waits longer.
     */
    Duration longestHit(Collection<LibertyNode> nodes) {
        return longest(exchange -> isKnown(exchange, nodes));
    }

    /** Where one of these nodes did not replay what it had answered before. */
    List<Exchange> forgotten(Collection<LibertyNode> nodes) {
        return exchanges.stream()
                .filter(exchange -> isKnown(exchange, nodes) && !exchange.isHit())
                .toList();
    }

    private boolean isKnown(Exchange exchange, Collection<LibertyNode> nodes) {
        return exchange.isOk() && exchange.retries() == 0 && nodes.contains(exchange.node()) && knewIt(exchange);
    }

    /** What these nodes answered to requests that were sent after this. */
    List<Exchange> answersSince(long nanos, Collection<LibertyNode> nodes) {
        return exchanges.stream()
                .filter(exchange -> exchange.isOk() && exchange.sentAt() > nanos && nodes.contains(exchange.node()))
                .toList();
    }

    /** Meetings for which these nodes gave answers that were not stored yet when the request came, after this. */
    Set<String> madeSince(long nanos, Collection<LibertyNode> nodes) {
        return answersSince(nanos, nodes).stream()
                .filter(answer -> !answer.isHit())
                .map(Exchange::meeting)
                .collect(toSet());
    }

    /** Those of these nodes that took no request for a while, or turned one away. */
    Set<String> absent(Collection<LibertyNode> nodes) {
        Set<String> names = Stream.concat(
                        turnedAway.keySet().stream().map(Balancer.TurnedAway::node),
                        left.stream().map(LibertyNode::name))
                .collect(toSet());
        names.retainAll(nodes.stream().map(LibertyNode::name).toList());
        return names;
    }

    private boolean knewIt(Exchange exchange) {
        return exchanges.stream()
                .anyMatch(earlier -> earlier.isOk()
                        && earlier.node() == exchange.node()
                        && earlier.meeting().equals(exchange.meeting())
                        && earlier.sentAt() + earlier.duration().toNanos() < exchange.sentAt());
    }

    /** Of those who were answered before. */
    Duration longestHitUntil(long nanos) {
        return longest(exchange ->
                exchange.isHit() && exchange.sentAt() + exchange.duration().toNanos() < nanos);
    }

    /** Of those who were answered by these nodes, also after others turned them away. */
    Duration longest(Collection<LibertyNode> nodes) {
        return longest(exchange -> nodes.contains(exchange.node()));
    }

    private Duration longest(Predicate<Exchange> which) {
        Stream<Duration> durations = exchanges.stream().filter(which).map(Exchange::duration);
        return durations.max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
