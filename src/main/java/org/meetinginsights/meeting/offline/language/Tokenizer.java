package org.meetinginsights.meeting.offline.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Splits text into words and stems them, with Lucene. Not thread-safe. */
public final class Tokenizer implements AutoCloseable {

    private final Analyzer analyzer;
    private final CharArraySet stopWords;

    Tokenizer(Language language, CharArraySet stopWords) {
        this.analyzer = language.analyzer();
        this.stopWords = stopWords;
    }

    public List<Token> tokens(String text) {
        String plain = NonSpeechMarkers.blanked(text).replace('’', '\'');
        List<Token> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("text", plain)) {
            CharTermAttribute stem = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(token(stem.toString(), plain, offset.startOffset(), offset.endOffset()));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("Text in memory cannot be read", e);
        }
        return tokens;
    }

    private Token token(String stem, String text, int start, int end) {
        int first = text.codePointAt(start);
        boolean meaningful = Character.isLetter(first) && (stem.length() > 1 || Character.isIdeographic(first));
        boolean content = meaningful && !stopWords.contains(stem) && !stopWords.contains(text.substring(start, end));
        return new Token(stem, start, end, content);
    }

    @Override
    public void close() {
        analyzer.close();
    }
}
