package org.meetinginsights.meeting.offline;

import java.util.List;
import java.util.Map;

/** The language whose stop words a transcript has more of; English where neither has. */
final class LanguageGuess {

    /** Characters that are looked at: by then it is clear. */
    private static final int SAMPLE = 20_000;

    private LanguageGuess() {}

    static Language of(String transcript, Map<Language, Lexicon> lexicons) {
        String sample = transcript.substring(0, Math.min(SAMPLE, transcript.length()));
        Lexicon english = lexicons.get(Language.ENGLISH);
        Lexicon portuguese = lexicons.get(Language.PORTUGUESE);
        long balance = 0;
        try (Tokenizer tokenizer = new Tokenizer(Language.ENGLISH, english.stopWords())) {
            List<Token> tokens = tokenizer.tokens(sample);
            for (Token token : tokens) {
                String word = sample.substring(token.start(), token.end());
                balance += portuguese.stopWords().contains(word) ? 1 : 0;
                balance -= english.stopWords().contains(word) ? 1 : 0;
            }
        }
        return balance > 0 ? Language.PORTUGUESE : Language.ENGLISH;
    }
}
