package org.meetinginsights.meeting.offline.language;

import java.util.Map;

/** Finds the language whose stop words are more frequent in a text; English if neither is. */
public final class LanguageDetector {

    /** Characters that are enough for the decision. */
    private static final int SAMPLE = 20_000;

    private LanguageDetector() {}

    public static Language detect(String text, Map<Language, Lexicon> lexicons) {
        String sample = text.substring(0, Math.min(SAMPLE, text.length()));
        Lexicon english = lexicons.get(Language.ENGLISH);
        Lexicon portuguese = lexicons.get(Language.PORTUGUESE);
        int balance = 0;
        try (Tokenizer tokenizer = english.tokenizer()) {
            for (Token token : tokenizer.tokens(sample)) {
                String word = sample.substring(token.start(), token.end());
                balance += portuguese.isStopWord(word) ? 1 : 0;
                balance -= english.isStopWord(word) ? 1 : 0;
            }
        }
        return balance > 0 ? Language.PORTUGUESE : Language.ENGLISH;
    }
}
