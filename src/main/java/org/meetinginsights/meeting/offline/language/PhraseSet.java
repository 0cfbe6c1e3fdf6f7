package org.meetinginsights.meeting.offline.language;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** A set of words and phrases, compared by their stems, so that "delay" matches "delays". Immutable. */
public final class PhraseSet {

    private final Set<String> stems = new HashSet<>();
    private final Set<String> firstStems = new HashSet<>();
    private final int longest;

    /** @param tokenizer stays the caller's to close */
    PhraseSet(List<String> phrases, Tokenizer tokenizer) {
        int most = 0;
        for (String phrase : phrases) {
            List<Token> tokens = tokenizer.tokens(phrase);
            stems.add(tokens.stream().map(Token::stem).collect(Collectors.joining(" ")));
            firstStems.add(tokens.get(0).stem());
            most = Math.max(most, tokens.size());
        }
        longest = most;
    }

    /** Whether one of the phrases starts at that token. */
    public boolean matchesAt(int index, List<Token> tokens) {
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
}
