package org.meetinginsights.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a load brought to light.
 *
 * @param exchanges all of them
 * @param machine the longest pause of the machine meanwhile
 */
record Tally(List<Exchange> exchanges, Balancer balancer, Duration machine) {

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
        return longest(exchange ->
                exchange.isHit() && exchange.retries() == 0 && nodes.contains(exchange.node()) && knewIt(exchange));
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
