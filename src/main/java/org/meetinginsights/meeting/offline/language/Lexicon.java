package org.meetinginsights.meeting.offline.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;

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
            lists.put(name, list(path + ".txt"));
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

    /** One word or phrase a line in a file beside this package; a line that starts with {@code #} is a comment. */
    private static List<String> list(String path) {
        try (InputStream file = Lexicon.class.getResourceAsStream(path)) {
            return WordlistLoader.getLines(
                    Objects.requireNonNull(file, "The word list " + path + " is not on the class path"),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The word list " + path + " cannot be read", e);
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
