package org.meetinginsights.meeting.offline;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a transcript: finds its language, its header, its turns and their sentences. Thread-safe. */
final class Reader {

    private final Map<Language, Lexicon> lexicons = new EnumMap<>(Language.class);

    Reader(Map<Language, Lexicon> lexicons) {
        this.lexicons.putAll(lexicons);
    }

    Reading read(String transcript) {
        Language language = LanguageGuess.of(transcript, lexicons);
        Lexicon lexicon = lexicons.get(language);
        Header header = Header.of(transcript);
        List<String> texts = texts(transcript.substring(header.length()), language);
        try (Tokenizer tokenizer = new Tokenizer(language, lexicon.stopWords())) {
            Prose prose = new Prose(lexicon);
            List<Sentence> sentences = new ArrayList<>(texts.size());
            for (String text : texts) {
                double place = sentences.size() / (double) texts.size();
                sentences.add(sentence(text, place, tokenizer.tokens(text), prose.of(text)));
            }
            return new Reading(transcript, header.metadata(), lexicon, List.copyOf(sentences));
        }
    }

    private static List<String> texts(String body, Language language) {
        Turns turns = new Turns(body);
        SentenceSplitter splitter = new SentenceSplitter(language.locale());
        return turns.texts().stream()
                .flatMap(turn -> splitter.split(turn).stream())
                .map(sentence -> turns.withoutLabel(sentence).strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static Sentence sentence(String text, double place, List<Token> tokens, String prose) {
        Set<String> terms = new LinkedHashSet<>();
        tokens.stream().filter(Token::content).map(Token::stem).forEach(terms::add);
        int words = Words.count(prose);
        double fluency = Math.min(1, words / (double) Math.max(1, Words.countUttered(text)));
        return new Sentence(text, place, List.copyOf(tokens), terms, prose, words, fluency);
    }
}
