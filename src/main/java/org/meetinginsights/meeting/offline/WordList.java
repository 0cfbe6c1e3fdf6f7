package org.meetinginsights.meeting.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Words or phrases of one kind, curated by hand, one a line in a resource of this package; {@code #} starts a comment.
 * Immutable.
 */
record WordList(List<String> entries) {

    WordList {
        entries = List.copyOf(entries);
    }

    /** The list of that path, such as {@code pt/fillers.txt}. */
    static WordList read(String path) {
        try (InputStream in = WordList.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The word list " + path + " is not on the class path");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new WordList(text.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("The word list " + path + " cannot be read", e);
        }
    }
}
