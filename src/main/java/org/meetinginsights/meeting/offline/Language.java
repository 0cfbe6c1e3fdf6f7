package org.meetinginsights.meeting.offline;

import java.util.Locale;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;

/** The languages whose word lists we have. A transcript in any other is read as the one it looks more like. */
enum Language {
    ENGLISH("en", () -> new EnglishAnalyzer(CharArraySet.EMPTY_SET), EnglishAnalyzer.getDefaultStopSet()),
    PORTUGUESE("pt", () -> new PortugueseAnalyzer(CharArraySet.EMPTY_SET), PortugueseAnalyzer.getDefaultStopSet());

    private final String tag;
    private final Supplier<Analyzer> analyzer;
    private final CharArraySet luceneStopWords;

    Language(String tag, Supplier<Analyzer> analyzer, CharArraySet luceneStopWords) {
        this.tag = tag;
        this.analyzer = analyzer;
        this.luceneStopWords = luceneStopWords;
    }

    String tag() {
        return tag;
    }

    Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /**
     * Stems, but keeps the stop words: cue phrases and negations are made of them. New each time and to be closed,
     * because a shared analyzer leaves its buffers in every thread that ever used it.
     */
    Analyzer analyzer() {
        return analyzer.get();
    }

    CharArraySet luceneStopWords() {
        return luceneStopWords;
    }
}
