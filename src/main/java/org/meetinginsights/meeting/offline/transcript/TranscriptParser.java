package org.meetinginsights.meeting.offline.transcript;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.meetinginsights.meeting.offline.language.Language;
import org.meetinginsights.meeting.offline.language.LanguageDetector;
import org.meetinginsights.meeting.offline.language.Lexicon;
import org.meetinginsights.meeting.offline.language.Token;
import org.meetinginsights.meeting.offline.language.Tokenizer;

/** Parses a transcript: language, header, turns, sentences. Thread-safe. */
public final class TranscriptParser {

    private final Map<Language, Lexicon> lexicons;

    public TranscriptParser(Map<Language, Lexicon> lexicons) {
        this.lexicons = Map.copyOf(lexicons);
    }

    public ParsedTranscript parse(String transcript) {
        Language language = LanguageDetector.detect(transcript, lexicons);
        Lexicon lexicon = lexicons.get(language);
        Header header = Header.of(transcript);
        List<String> texts = texts(transcript.substring(header.length()), language.locale());
        DisfluencyFilter filter = new DisfluencyFilter(lexicon);
        List<Sentence> sentences = new ArrayList<>(texts.size());
        try (Tokenizer tokenizer = lexicon.tokenizer()) {
            for (String text : texts) {
                double position = sentences.size() / (double) texts.size();
                sentences.add(sentence(text, position, tokenizer.tokens(text), filter.filter(text)));
            }
        }
        return new ParsedTranscript(transcript, header.metadata(), lexicon, List.copyOf(sentences));
    }

    private static List<String> texts(String body, Locale locale) {
        SpeakerTurns turns = new SpeakerTurns(body);
        SentenceSplitter splitter = new SentenceSplitter(locale);
        return turns.texts().stream()
                .flatMap(turn -> splitter.split(turn).stream())
                .map(sentence -> turns.withoutLabel(sentence).strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static Sentence sentence(String text, double position, List<Token> tokens, String prose) {
        Set<String> terms = new LinkedHashSet<>();
        tokens.stream().filter(Token::content).map(Token::stem).forEach(terms::add);
        int words = Words.count(prose);
        double fluency = Math.min(1, words / (double) Math.max(1, Words.countSpoken(text)));
        return new Sentence(text, position, List.copyOf(tokens), terms, prose, words, fluency);
    }
}
