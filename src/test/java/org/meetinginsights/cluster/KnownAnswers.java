package org.meetinginsights.cluster;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What callers were told, to be compared with what they are told later. For one thread. */
final class KnownAnswers {

    private final List<Exchange> known = new ArrayList<>();

    /** Asks for new meetings, each at one node and nowhere else. */
    static List<Exchange> store(String role, List<LibertyNode> nodes, int count) {
        return join(IntStream.range(0, count)
                .mapToObj(i -> Balancer.ask(nodes.get(i % nodes.size()), Meeting.fresh(role))));
    }

    void add(Collection<Exchange> exchanges) {
        exchanges.stream().filter(Exchange::isOk).forEach(known::add);
    }

    /** Everything that one of these nodes does not know any more, or knows differently than anybody was told. */
    List<Exchange> lostAt(Collection<LibertyNode> nodes) {
        return lost(nodes.stream().flatMap(node -> meetings().stream().map(meeting -> Balancer.ask(node, meeting))));
    }

    /** The same, but each node is asked for what it answered itself, and for nothing else. */
    List<Exchange> lostWhereAnswered(Collection<LibertyNode> nodes) {
        return lost(known.stream()
                .filter(exchange -> nodes.contains(exchange.node()))
                .map(exchange -> Balancer.ask(exchange.node(), exchange.meeting())));
    }

    /** Meetings about which these nodes do not all say the same now. */
    Set<String> ambiguousAt(Collection<LibertyNode> nodes) {
        Stream<CompletableFuture<Exchange>> questions =
                nodes.stream().flatMap(node -> meetings().stream().map(meeting -> Balancer.ask(node, meeting)));
        return answers(join(questions)).entrySet().stream()
                .filter(answer -> answer.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private List<Exchange> lost(Stream<CompletableFuture<Exchange>> questions) {
        Map<String, Set<String>> answers = answers(known);
        return join(questions).stream()
                .filter(now -> !now.isHit() || !answers.get(now.meeting()).contains(now.body()))
                .toList();
    }

    private Set<String> meetings() {
        return known.stream().map(Exchange::meeting).collect(toSet());
    }

    private static Map<String, Set<String>> answers(List<Exchange> exchanges) {
        return exchanges.stream().collect(groupingBy(Exchange::meeting, mapping(Exchange::body, toSet())));
    }

    private static List<Exchange> join(Stream<CompletableFuture<Exchange>> requests) {
        return requests.toList().stream().map(CompletableFuture::join).toList();
    }
}
