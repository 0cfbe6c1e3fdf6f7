package org.meetinginsights.meeting.offline.language;

import java.util.Locale;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;

/** The languages that have word lists. A transcript in another language is read as the more similar one. */
public enum Language {
    ENGLISH(Locale.ENGLISH, () -> new EnglishAnalyzer(CharArraySet.EMPTY_SET), EnglishAnalyzer.getDefaultStopSet()),
    PORTUGUESE(
            Locale.forLanguageTag("pt"),
            () -> new PortugueseAnalyzer(CharArraySet.EMPTY_SET),
            PortugueseAnalyzer.getDefaultStopSet());

    private final Locale locale;
    private final Supplier<Analyzer> analyzer;
    private final CharArraySet luceneStopWords;

    Language(Locale locale, Supplier<Analyzer> analyzer, CharArraySet luceneStopWords) {
        this.locale = locale;
        this.analyzer = analyzer;
        this.luceneStopWords = luceneStopWords;
    }

    public Locale locale() {
        return locale;
    }

    /**
     * Stems, but keeps the stop words, because cue phrases and negations consist of them. Each call returns a new analyzer
     * that the caller closes: a shared one leaves its buffers in every thread that used it.
     */
    Analyzer analyzer() {
        return analyzer.get();
    }

    CharArraySet luceneStopWords() {
        return luceneStopWords;
    }
}
