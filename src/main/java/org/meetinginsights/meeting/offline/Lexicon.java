package org.meetinginsights.meeting.offline;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.analysis.CharArraySet;

/**
 * What we know of a language. Immutable.
 *
 * @param stopWords Lucene's, and what people say without saying anything; fillers included
 * @param fillers sounds and empty words, safe to take out of a sentence
 * @param content every list as it was read, by name: a changed word can change an answer
 */
record Lexicon(
        CharArraySet stopWords,
        CharArraySet fillers,
        Phrases actionCues,
        Phrases riskCues,
        Polarity polarity,
        Map<String, String> content) {

    static Lexicon of(Language language) {
        Map<String, WordList> lists = new TreeMap<>();
        Stream.of("stop-words", "fillers", "action-cues", "risk-cues", "positive", "negative", "negations")
                .forEach(name -> lists.put(name, WordList.read(language.tag() + "/" + name + ".txt")));
        CharArraySet fillers = new CharArraySet(lists.get("fillers").entries(), true);
        CharArraySet stopWords = new CharArraySet(language.luceneStopWords(), true);
        stopWords.addAll(fillers);
        stopWords.addAll(lists.get("stop-words").entries());
        try (Tokenizer tokenizer = new Tokenizer(language, stopWords)) {
            return new Lexicon(
                    CharArraySet.unmodifiableSet(stopWords),
                    CharArraySet.unmodifiableSet(fillers),
                    new Phrases(lists.get("action-cues"), tokenizer),
                    new Phrases(lists.get("risk-cues"), tokenizer),
                    Polarity.of(lists, tokenizer),
                    content(language, lists));
        }
    }

    private static Map<String, String> content(Language language, Map<String, WordList> lists) {
        Map<String, String> content = new TreeMap<>();
        lists.forEach((name, list) -> content.put(language.tag() + "/" + name, String.join("\n", list.entries())));
        return content;
    }
}
