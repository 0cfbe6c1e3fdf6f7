package org.meetinginsights.meeting.offline.language;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.analysis.CharArraySet;

/**
 * The words of a language. Immutable.
 *
 * @param stopWords Lucene's, those of spoken language, and the fillers
 * @param fillers sounds and empty words that can be removed from a sentence
 * @param content every list as it was read, by name: a changed word can change a result
 */
public record Lexicon(
        Language language,
        CharArraySet stopWords,
        CharArraySet fillers,
        PhraseSet actionCues,
        PhraseSet riskCues,
        Polarity polarity,
        Map<String, String> content) {

    private static final Set<String> LISTS =
            Set.of("stop-words", "fillers", "action-cues", "risk-cues", "positive", "negative", "negations");

    public static Lexicon of(Language language) {
        Map<String, List<String>> lists = new TreeMap<>();
        Map<String, String> content = new TreeMap<>();
        for (String name : LISTS) {
            String path = language.locale().getLanguage() + "/" + name;
            lists.put(name, WordList.read(path + ".txt"));
            content.put(path, String.join("\n", lists.get(name)));
        }
        CharArraySet fillers = new CharArraySet(lists.get("fillers"), true);
        CharArraySet stopWords = new CharArraySet(language.luceneStopWords(), true);
        stopWords.addAll(fillers);
        stopWords.addAll(lists.get("stop-words"));
        try (Tokenizer tokenizer = new Tokenizer(language, stopWords)) {
            return new Lexicon(
                    language,
                    CharArraySet.unmodifiableSet(stopWords),
                    CharArraySet.unmodifiableSet(fillers),
                    new PhraseSet(lists.get("action-cues"), tokenizer),
                    new PhraseSet(lists.get("risk-cues"), tokenizer),
                    new Polarity(
                            new PhraseSet(lists.get("positive"), tokenizer),
                            new PhraseSet(lists.get("negative"), tokenizer),
                            new PhraseSet(lists.get("negations"), tokenizer)),
                    content);
        }
    }

    /** A new one each time, to be closed. */
    public Tokenizer tokenizer() {
        return new Tokenizer(language, stopWords);
    }

    public boolean isStopWord(String word) {
        return stopWords.contains(word);
    }

    public boolean isFiller(String word) {
        return fillers.contains(word);
    }
}
