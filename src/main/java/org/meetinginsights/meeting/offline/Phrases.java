package org.meetinginsights.meeting.offline;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/** Words and phrases to look for, compared by their stems, so that "delay" finds "delays". Immutable. */
final class Phrases {

    private final Set<String> stems = new HashSet<>();
    private final Set<String> firstStems = new HashSet<>();
    private final int longest;

    /** The tokenizer is used here only, and stays the caller's to close. */
    Phrases(WordList list, Tokenizer tokenizer) {
        int most = 0;
        for (String entry : list.entries()) {
            List<Token> tokens = tokenizer.tokens(entry);
            stems.add(joined(tokens, 0, tokens.size()));
            firstStems.add(tokens.get(0).stem());
            most = Math.max(most, tokens.size());
        }
        longest = most;
    }

    /** Whether one of the phrases begins at that word. */
    boolean beginAt(int index, List<Token> tokens) {
        if (!firstStems.contains(tokens.get(index).stem())) {
            return false;
        }
        StringJoiner phrase = new StringJoiner(" ");
        for (int end = index; end < Math.min(tokens.size(), index + longest); end++) {
            phrase.add(tokens.get(end).stem());
            if (stems.contains(phrase.toString())) {
                return true;
            }
        }
        return false;
    }

    private static String joined(List<Token> tokens, int from, int to) {
        StringJoiner phrase = new StringJoiner(" ");
        tokens.subList(from, to).forEach(token -> phrase.add(token.stem()));
        return phrase.toString();
    }
}
