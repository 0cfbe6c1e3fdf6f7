package org.meetinginsights.meeting.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the meeting kept coming back to: its most frequent terms of one or two words that carry meaning. */
final class Topics {

    private static final int MOST = 8;

    /** "Taxa de manutenção" and "cost of production" are terms too. */
    private static final Set<String> CONNECTORS = Set.of("de", "do", "da", "dos", "das", "of");

    private final Map<String, Topic> topics = new LinkedHashMap<>();

    private Topics() {}

    static List<String> of(Reading reading) {
        Topics found = new Topics();
        reading.sentences().forEach(found::count);
        return found.best();
    }

    private void count(Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        for (int index = 0; index < tokens.size(); index++) {
            if (tokens.get(index).content()) {
                count(sentence.text(), tokens.subList(index, index + 1));
                int next = index + 1;
                if (next < tokens.size() && CONNECTORS.contains(tokens.get(next).stem())) {
                    next++;
                }
                if (next < tokens.size() && tokens.get(next).content()) {
                    count(sentence.text(), tokens.subList(index, next + 1));
                }
            }
        }
    }

    private void count(String sentence, List<Token> words) {
        String surface = sentence.substring(
                words.get(0).start(), words.get(words.size() - 1).end());
        List<String> stems =
                words.stream().filter(Token::content).map(Token::stem).toList();
        if (Topic.isTerm(surface)) {
            topics.computeIfAbsent(String.join(" ", stems), key -> new Topic(stems))
                    .count(surface);
        }
    }

    private List<String> best() {
        List<Topic> ranked = new ArrayList<>(topics.values());
        ranked.removeIf(topic -> !topic.isTopic());
        ranked.sort(Comparator.comparingInt(Topic::weight).reversed());
        List<Topic> chosen = new ArrayList<>();
        for (Topic topic : ranked) {
            if (chosen.size() < MOST && chosen.stream().noneMatch(topic::overlaps)) {
                chosen.add(topic);
            }
        }
        return chosen.stream().map(Topic::surface).toList();
    }
}
