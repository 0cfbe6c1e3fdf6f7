package org.meetinginsights.cluster;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What callers were told, to be compared with what they are told later. For one thread. */
final class KnownAnswers {

    private static final int AT_ONCE = 8;

    private final List<Exchange> known = new ArrayList<>();

    /** Asks for new meetings, each at one node and nowhere else. All that came of it, also what is no answer. */
    static List<Exchange> store(String role, List<LibertyNode> nodes, int count) {
        return ask(IntStream.range(0, count)
                .mapToObj(i -> new Question(nodes.get(i % nodes.size()), Meeting.fresh(role))));
    }

    void add(Collection<Exchange> exchanges) {
        exchanges.stream().filter(Exchange::isOk).forEach(known::add);
    }

    Set<String> meetings() {
        return known.stream().map(Exchange::meeting).collect(toSet());
    }

    /** Everything that one of these nodes does not know any more, or knows differently than anybody was told. */
    List<Exchange> lostAt(Collection<LibertyNode> nodes) {
        return lost(everythingAt(nodes));
    }

    /** The same for some of the meetings. */
    List<Exchange> lostAt(Collection<LibertyNode> nodes, Set<String> meetings) {
        return lost(everythingAt(nodes).filter(question -> meetings.contains(question.meeting())));
    }

    /** The same, but each node is asked for what it answered itself, and for nothing else. */
    List<Exchange> lostWhereAnswered(Collection<LibertyNode> nodes) {
        return lost(known.stream()
                .map(exchange -> new Question(exchange.node(), exchange.meeting()))
                .filter(question -> nodes.contains(question.node()))
                .distinct());
    }

    /** Meetings about which these nodes do not all say the same now. */
    Set<String> ambiguousAt(Collection<LibertyNode> nodes) {
        return answers(ask(everythingAt(nodes))).entrySet().stream()
                .filter(answer -> answer.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    /** Asks these nodes for everything. */
    List<Exchange> askedAt(Collection<LibertyNode> nodes) {
        return ask(everythingAt(nodes));
    }

    /** Those of these exchanges that do not replay what somebody was told. */
    List<Exchange> lostIn(List<Exchange> exchanges) {
        Map<String, Set<String>> answers = answers(known);
        return exchanges.stream()
                .filter(now -> !now.isHit() || !answers.get(now.meeting()).contains(now.body()))
                .toList();
    }

    private List<Exchange> lost(Stream<Question> questions) {
        return lostIn(ask(questions));
    }

    private Stream<Question> everythingAt(Collection<LibertyNode> nodes) {
        return nodes.stream().flatMap(node -> meetings().stream().map(meeting -> new Question(node, meeting)));
    }

    private static Map<String, Set<String>> answers(List<Exchange> exchanges) {
        return exchanges.stream().collect(groupingBy(Exchange::meeting, mapping(Exchange::body, toSet())));
    }

    /** A few at a time: to look is not to load. */
    private static List<Exchange> ask(Stream<Question> questions) {
        List<Question> all = questions.toList();
        List<Exchange> answers = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            all.subList(from, Math.min(from + AT_ONCE, all.size())).stream()
                    .map(question -> Balancer.ask(question.node(), question.meeting()))
                    .toList()
                    .forEach(answer -> answers.add(answer.join()));
        }
        return answers;
    }

    private record Question(LibertyNode node, String meeting) {}
}
